package io.keypulse.intake;

import io.keypulse.platform.CurrentViewer;
import io.keypulse.platform.Refused;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;

/**
 * Takes files in: each is looked through, becomes a job, and is carried in batch by batch with a
 * verdict for every row.
 */
@ApplicationScoped
public class Intake {
  private static final int VERDICTS_REPORTED = 1000;

  @Inject Importers importers;
  @Inject ImportJobs jobs;
  @Inject ImportJobList list;
  @Inject ImportFiles files;
  @Inject ImportVerdicts verdicts;
  @Inject ImportBooks books;
  @Inject ImportRunner runner;
  @Inject ImportConfig config;
  @Inject CurrentViewer viewer;
  @Inject InstantSource clock;

  /**
   * Takes a CSV file of this kind in, to its end; for callers who may do so.
   *
   * @throws Refused NOT_FOUND for a kind that nobody imports, INVALID for a file that is not CSV;
   *     nothing is imported then
   */
  public ImportReport take(String kind, Path file) {
    ImportJob job = accept(kind, file, ImportOrder.named(kind + ".csv"), true);
    runner.run(job);
    return report(job.id());
  }

  /**
   * The file has become a job: to be run by the caller, or by whichever replica takes it first.
   *
   * @throws Refused as {@link #take}
   */
  ImportJob accept(String kind, Path file, ImportOrder order, boolean runsHere) {
    Importer<?> importer = importers.of(kind);
    if (order.mode().asksWhatIsThere() && importer.table().isEmpty()) {
      throw Refused.invalid(
          "mode", "Rows of " + kind + " have no id of their own; use UPSERT or DRY_RUN.");
    }
    if (order.defaults().containsKey(ToldChannel.COLUMN)
        && !importer.optional().contains(ToldChannel.COLUMN)) {
      throw Refused.invalid(
          "channel",
          "What a file of %s says is always CRM_IMPORT; leave this out.".formatted(kind));
    }
    Inspection inspection = Inspection.of(file, importer, order);
    return QuarkusTransaction.requiringNew()
        .call(
            () -> {
              long id =
                  jobs.create(
                      kind,
                      order,
                      books.text(inspection.columns().defaults()),
                      inspection,
                      viewer.require(),
                      clock.instant(),
                      runsHere ? config.lease() : null);
              files.keep(id, file);
              return list.byId(id).orElseThrow();
            });
  }

  ImportReport report(long jobId) {
    return QuarkusTransaction.requiringNew()
        .call(
            () -> {
              ImportJob job = list.byId(jobId).orElseThrow();
              List<Verdict> rows =
                  verdicts.telling(List.of(jobId), 0, VERDICTS_REPORTED).stream()
                      .map(ImportVerdicts.Detail::view)
                      .toList();
              return ImportReport.of(job, rows);
            });
  }
}
