package io.keypulse.intake;

import io.keypulse.platform.ExternalId;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import org.hibernate.JDBCException;
import org.hibernate.exception.ConstraintViolationException;
import org.hibernate.exception.DataException;
import org.jspecify.annotations.Nullable;

/** Tries parked rows again when what they waited for has come. */
@ApplicationScoped
class Parking {
  private static final int ROWS_PER_BATCH = 1000;

  @Inject Importers importers;
  @Inject ParkedRows parked;
  @Inject ImportVerdicts verdicts;
  @Inject ImportJobs jobs;
  @Inject ImportBooks books;
  @Inject Arrivals arrivals;
  @Inject Conflicts conflicts;

  void doubtThoseOfOverlappingJobs(ImportJob job) {
    if (job.mode() != ImportMode.DRY_RUN && parked.any()) {
      parked.doubtThoseOfOverlappingJobs(job.id());
    }
  }

  /** Until none is due: rows that come in this way may be what others wait for. */
  void retryDue(ImportJob job) {
    if (job.mode() == ImportMode.DRY_RUN) {
      return;
    }
    int most = ROWS_PER_BATCH;
    boolean more = true;
    while (more) {
      int some = most;
      AtomicLong first = new AtomicLong();
      try {
        more = QuarkusTransaction.requiringNew().call(() -> retry(job, some, first));
        most = Math.min(ROWS_PER_BATCH, most * 2);
      } catch (ConstraintViolationException | DataException refused) {
        if (most == 1) {
          QuarkusTransaction.requiringNew().run(() -> reject(job, first.get(), refused));
        }
        most = Math.max(1, most / 4);
      }
    }
  }

  private boolean retry(ImportJob job, int most, AtomicLong first) {
    List<ParkedRows.Parked> due = parked.due(most);
    if (due.isEmpty()) {
      return false;
    }
    first.set(due.getFirst().id());
    books.advance(job, Tally.of(List.of()));
    Map<List<Object>, List<ParkedRows.Parked>> alike = new LinkedHashMap<>();
    for (ParkedRows.Parked row : due) {
      alike.computeIfAbsent(List.of(row.kind(), row.mode()), key -> new ArrayList<>()).add(row);
    }
    for (List<ParkedRows.Parked> rows : alike.values()) {
      put(job, rows, importers.of(rows.getFirst().kind()));
    }
    return true;
  }

  private <R> void put(ImportJob job, List<ParkedRows.Parked> rows, Importer<R> importer) {
    List<Arrival<R>> again =
        rows.stream()
            .map(
                row ->
                    Arrival.of(
                        new CsvRow(row.line(), books.cells(row.cells()), row.dialect(), null),
                        importer))
            .toList();
    List<Importer.Outcome> outcomes = arrivals.put(again, importer, rows.getFirst().mode());

    List<Long> waitingIds = new ArrayList<>();
    List<Rejection> waiting = new ArrayList<>();
    List<ParkedRows.Parked> settled = new ArrayList<>();
    List<Verdict> settledAs = new ArrayList<>();
    List<ExternalId> arrived = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      ParkedRows.Parked row = rows.get(i);
      switch (outcomes.get(i)) {
        case Importer.Outcome.Rejected(Rejection rejection) when rejection.awaited() != null -> {
          waitingIds.add(row.id());
          waiting.add(rejection);
        }
        case Importer.Outcome.Rejected(Rejection rejection) -> {
          settled.add(row);
          settledAs.add(ImportBooks.explained(row.line(), rejection));
        }
        case Importer.Outcome.Done done -> {
          settled.add(row);
          settledAs.add(
              done.remark() == null
                  ? new Verdict(
                      row.line(),
                      RowVerdict.of(done.change()),
                      row.columnName(),
                      null,
                      "Waited for " + row.awaitsSource() + "/" + row.awaitsId() + ".")
                  : ImportBooks.remarked(row.line(), done, done.remark()));
          arrived.add(new ExternalId(row.source(), row.externalId()));
        }
      }
    }
    if (!waiting.isEmpty()) {
      parked.waitOn(waitingIds, waiting);
    }
    settle(job.id(), settled, settledAs);
    if (!arrived.isEmpty()) {
      parked.arrived(importer.kind(), arrived);
    }
  }

  /** Rows of one kind that wait for each other in a circle would wait for ever. */
  void rejectCircles(ImportJob job, Importer<?> importer) {
    if (job.mode() == ImportMode.DRY_RUN || importer.ownReferences().isEmpty()) {
      return;
    }
    Map<ExternalId, ParkedRows.Parked> rows = new LinkedHashMap<>();
    Map<ExternalId, ExternalId> awaited = new LinkedHashMap<>();
    for (ParkedRows.Parked row :
        parked.waitingForEachOther(importer.kind(), importer.ownReferences())) {
      ExternalId id = new ExternalId(row.source(), row.externalId());
      rows.put(id, row);
      awaited.put(id, new ExternalId(row.awaitsSource(), row.awaitsId()));
    }
    for (List<ExternalId> circle : Circles.among(awaited)) {
      List<ParkedRows.Parked> members =
          circle.stream().map(id -> Objects.requireNonNull(rows.get(id))).toList();
      settle(
          job.id(),
          members,
          members.stream()
              .map(
                  row ->
                      ImportBooks.explained(row.line(), Rejection.circle(row.columnName(), circle)))
              .toList());
    }
  }

  private void reject(ImportJob job, long parkedId, JDBCException refused) {
    List<ParkedRows.Parked> rows = parked.byIds(List.of(parkedId));
    Rejection reason =
        conflicts.explain(
            refused, importers.of(rows.getFirst().kind()), books.cells(rows.getFirst().cells()));
    settle(
        job.id(),
        rows,
        rows.stream().map(row -> ImportBooks.explained(row.line(), reason)).toList());
  }

  /** An administrator knows that what they wait for will never come. */
  void drop(List<ParkedRows.Parked> rows) {
    settle(
        null,
        rows,
        rows.stream()
            .map(
                row ->
                    new Verdict(
                        row.line(),
                        RowVerdict.REJECTED,
                        row.columnName(),
                        Rejection.Code.DROPPED,
                        "Waited for %s/%s until it was dropped."
                            .formatted(row.awaitsSource(), row.awaitsId())))
            .toList());
  }

  /** The rows wait no longer; their own jobs count what became of them. */
  private void settle(@Nullable Long through, List<ParkedRows.Parked> rows, List<Verdict> as) {
    if (rows.isEmpty()) {
      return;
    }
    Map<Long, List<RowVerdict>> byJob = new HashMap<>();
    for (int i = 0; i < rows.size(); i++) {
      byJob.computeIfAbsent(rows.get(i).jobId(), id -> new ArrayList<>()).add(as.get(i).verdict());
    }
    byJob.keySet().stream()
        .sorted()
        .forEach(id -> jobs.settle(id, Tally.of(byJob.getOrDefault(id, List.of())), through));
    verdicts.settle(rows.stream().map(ParkedRows.Parked::jobId).toList(), as, through);
    parked.remove(rows.stream().map(ParkedRows.Parked::id).toList());
  }
}
