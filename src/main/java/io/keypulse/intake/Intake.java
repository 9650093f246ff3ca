package io.keypulse.intake;

import io.keypulse.platform.Change;
import io.keypulse.platform.ExternalId;
import io.keypulse.platform.Refused;
import io.quarkus.arc.All;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.hibernate.exception.ConstraintViolationException;
import org.hibernate.exception.DataException;

/**
 * Takes a file apart, puts its rows in batch by batch, each in its own transaction, and tells of
 * every row what became of it. A batch that the database refuses is halved until the row at fault
 * stands alone, so a bad row costs no other.
 */
@ApplicationScoped
public class Intake {
  @Inject @All List<Importer<?>> importers;
  @Inject Conflicts conflicts;

  /**
   * Takes a CSV file of this kind in; for callers who may do so.
   *
   * @throws Refused NOT_FOUND for a kind that nobody imports, INVALID for a file that is not CSV;
   *     nothing is imported then
   */
  public ImportReport take(String kind, Path file) {
    Importer<?> importer =
        importers.stream()
            .filter(candidate -> candidate.kind().equals(kind))
            .findFirst()
            .orElseThrow(() -> Refused.notFound("kind", "Import one of " + kinds() + "."));
    return read(file, importer);
  }

  private List<String> kinds() {
    return importers.stream().map(Importer::kind).sorted().toList();
  }

  private <R> ImportReport read(Path file, Importer<R> importer) {
    Set<String> required = new HashSet<>(importer.required());
    required.addAll(Set.of("source", "external_id"));
    CsvFile csv = CsvFile.read(file, required, importer.optional());

    List<Verdict> verdicts = new ArrayList<>(csv.unreadable());
    Tally tally = new Tally();
    for (List<Importer.Line<R>> batch : importer.batches(parse(csv.rows(), importer, verdicts))) {
      put(batch, importer, verdicts, tally);
    }
    verdicts.sort(Comparator.comparingLong(Verdict::line));
    return tally.report(importer.kind(), csv.rows().size() + csv.unreadable().size(), verdicts);
  }

  private static <R> List<Importer.Line<R>> parse(
      List<CsvRow> rows, Importer<R> importer, List<Verdict> verdicts) {
    List<Importer.Line<R>> parsed = new ArrayList<>();
    Set<ExternalId> seen = new HashSet<>();
    for (CsvRow row : rows) {
      try {
        R read = importer.parse(row);
        if (!seen.add(importer.id(read))) {
          throw new Rejection(
              "external_id",
              Rejection.Code.DUPLICATE_IN_FILE,
              "An earlier row of this file has the same source and external id.");
        }
        parsed.add(new Importer.Line<>(row.line(), read));
      } catch (Rejection rejection) {
        verdicts.add(rejection.verdict(row.line()));
      }
    }
    return parsed;
  }

  private <R> void put(
      List<Importer.Line<R>> batch, Importer<R> importer, List<Verdict> verdicts, Tally tally) {
    List<Importer.Outcome> outcomes;
    try {
      outcomes =
          QuarkusTransaction.requiringNew()
              .call(() -> importer.put(batch.stream().map(Importer.Line::row).toList()));
    } catch (ConstraintViolationException | DataException refused) {
      if (batch.size() == 1) {
        verdicts.add(conflicts.explain(refused).verdict(batch.getFirst().number()));
      } else {
        int half = batch.size() / 2;
        Stream.of(batch.subList(0, half), batch.subList(half, batch.size()))
            .forEach(part -> put(part, importer, verdicts, tally));
      }
      return;
    }
    for (int i = 0; i < outcomes.size(); i++) {
      switch (outcomes.get(i)) {
        case Importer.Outcome.Done done -> tally.add(done.change());
        case Importer.Outcome.Rejected rejected ->
            verdicts.add(rejected.rejection().verdict(batch.get(i).number()));
      }
    }
  }

  private static final class Tally {
    private final Map<Change, Integer> counts = new EnumMap<>(Change.class);

    void add(Change change) {
      counts.merge(change, 1, Integer::sum);
    }

    ImportReport report(String kind, int rows, List<Verdict> verdicts) {
      return new ImportReport(
          kind,
          rows,
          counts.getOrDefault(Change.CREATED, 0),
          counts.getOrDefault(Change.UPDATED, 0),
          counts.getOrDefault(Change.UNCHANGED, 0),
          verdicts.size(),
          verdicts);
    }
  }
}
