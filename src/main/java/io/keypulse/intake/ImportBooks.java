package io.keypulse.intake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.keypulse.platform.ExternalId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;

/** Writes down what became of rows, in the transaction in which it became so. */
@ApplicationScoped
class ImportBooks {
  private static final TypeReference<Map<String, String>> CELLS = new TypeReference<>() {};

  @Inject ImportJobs jobs;
  @Inject ImportVerdicts verdicts;
  @Inject ParkedRows parked;
  @Inject RowIds ids;
  @Inject ImportFiles files;
  @Inject ImportConfig config;
  @Inject ObjectMapper json;
  @Inject InstantSource clock;

  /**
   * These rows of the job's file are dealt with.
   *
   * @throws LeaseLost when the job is another replica's by now
   */
  <R> void record(
      ImportJob job,
      Importer<R> importer,
      List<Arrival<R>> arrivals,
      List<Importer.Outcome> outcomes) {
    List<RowVerdict> rows = outcomes.stream().map(ImportBooks::verdict).toList();
    advance(job, Tally.of(rows));
    verdicts.addStretches(job.id(), stretches(arrivals, rows));
    if (job.mode() == ImportMode.DRY_RUN) {
      explain(job, importer, arrivals, outcomes);
      jobs.announce(job.id());
      return;
    }
    List<ExternalId> arrived = new ArrayList<>();
    List<ParkedRows.Waiting> waiting = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      Arrival<R> arrival = arrivals.get(i);
      switch (outcomes.get(i)) {
        case Importer.Outcome.Done done ->
            arrived.add(importer.id(Objects.requireNonNull(arrival.row())));
        case Importer.Outcome.Rejected rejected -> {
          if (rejected.rejection().awaited() != null) {
            waiting.add(waiting(arrival, importer, rejected.rejection()));
          }
        }
      }
    }
    explain(job, importer, arrivals, outcomes);
    if (!waiting.isEmpty()) {
      parked.park(job.kind(), job.id(), waiting, clock.instant());
    }
    if (!arrived.isEmpty() && parked.any()) {
      parked.arrived(job.kind(), arrived);
    }
    jobs.announce(job.id());
  }

  /** Keeps the lease, and makes sure that it is still ours. */
  void advance(ImportJob job, Tally tally) {
    Instant until = clock.instant().plus(config.lease());
    if (!jobs.advance(job, tally, until)) {
      throw new LeaseLost();
    }
  }

  void end(ImportJob job) {
    if (!jobs.end(job, clock.instant())) {
      throw new LeaseLost();
    }
    files.forget(job.id());
    jobs.announce(job.id());
  }

  /** What the sender said, as the job remembers it. */
  ImportOrder order(ImportJob job) {
    return new ImportOrder(
        job.fileName(),
        job.mode(),
        job.preset(),
        cells(job.defaults()),
        job.delimiter(),
        job.decimalMark(),
        job.datePattern());
  }

  String text(Map<String, String> cells) {
    try {
      return json.writeValueAsString(cells);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  Map<String, String> cells(String text) {
    try {
      return json.readValue(text, CELLS);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  static RowVerdict verdict(Importer.Outcome outcome) {
    return switch (outcome) {
      case Importer.Outcome.Done done -> RowVerdict.of(done.change());
      case Importer.Outcome.Rejected rejected ->
          rejected.rejection().awaited() == null ? RowVerdict.REJECTED : RowVerdict.PARKED;
    };
  }

  static Verdict explained(long line, Rejection rejection) {
    return new Verdict(
        line,
        verdict(new Importer.Outcome.Rejected(rejection)),
        rejection.column(),
        rejection.code(),
        rejection.message());
  }

  static Verdict remarked(long line, Importer.Outcome.Done done, Importer.Outcome.Remark said) {
    return new Verdict(line, verdict(done), said.column(), said.code(), said.message());
  }

  private <R> void explain(
      ImportJob job,
      Importer<R> importer,
      List<Arrival<R>> arrivals,
      List<Importer.Outcome> outcomes) {
    List<CsvRow> rows = new ArrayList<>();
    List<Verdict> explained = new ArrayList<>();
    List<Optional<ExternalId>> awaited = new ArrayList<>();
    for (int i = 0; i < arrivals.size(); i++) {
      CsvRow row = arrivals.get(i).cells();
      if (outcomes.get(i) instanceof Importer.Outcome.Rejected(Rejection rejection)) {
        rows.add(row);
        explained.add(explained(row.line(), rejection));
        awaited.add(Optional.ofNullable(rejection.awaited()));
      } else if (outcomes.get(i) instanceof Importer.Outcome.Done done && done.remark() != null) {
        rows.add(row);
        explained.add(remarked(row.line(), done, done.remark()));
        awaited.add(Optional.empty());
      }
    }
    if (!explained.isEmpty()) {
      verdicts.add(job.id(), named(explained, ids.of(rows, importer)), awaited);
    }
  }

  private static List<Verdict> named(List<Verdict> verdicts, List<ExternalId> ids) {
    return IntStream.range(0, verdicts.size())
        .mapToObj(
            i -> {
              Verdict verdict = verdicts.get(i);
              return verdict.code() == Rejection.Code.ERASED ? verdict : verdict.of(ids.get(i));
            })
        .toList();
  }

  private <R> ParkedRows.Waiting waiting(
      Arrival<R> arrival, Importer<R> importer, Rejection rejection) {
    return new ParkedRows.Waiting(
        importer.id(Objects.requireNonNull(arrival.row())),
        arrival.cells().line(),
        text(arrival.cells().cells()),
        rejection.column(),
        rejection.awaited());
  }

  private static <R> List<ImportVerdicts.Stretch> stretches(
      List<Arrival<R>> arrivals, List<RowVerdict> rows) {
    List<ImportVerdicts.Stretch> stretches = new ArrayList<>();
    StringBuilder letters = new StringBuilder();
    long first = arrivals.getFirst().cells().line();
    for (int i = 0; i < rows.size(); i++) {
      long line = arrivals.get(i).cells().line();
      if (line != first + letters.length()) {
        stretches.add(new ImportVerdicts.Stretch((int) first, letters.toString()));
        letters.setLength(0);
        first = line;
      }
      letters.append(rows.get(i).letter());
    }
    stretches.add(new ImportVerdicts.Stretch((int) first, letters.toString()));
    return stretches;
  }
}
