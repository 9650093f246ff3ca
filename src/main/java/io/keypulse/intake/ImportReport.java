package io.keypulse.intake;

import io.keypulse.platform.GlobalId;
import java.util.List;

/**
 * What became of a file so far; {@code rows = created + updated + unchanged + parked + rejected} at
 * its end.
 *
 * @param passedOver columns of the file that nothing here holds
 * @param resolved rows of earlier files that waited for something in this one
 * @param verdicts of rows that were parked, rejected or taken with a remark, a thousand at most;
 *     {@code GET /import/jobs/{id}/verdicts.csv} has those of all rows
 */
public record ImportReport(
    String id,
    String kind,
    ImportMode mode,
    ImportState state,
    Dialect dialect,
    List<String> passedOver,
    int rows,
    int created,
    int updated,
    int unchanged,
    int parked,
    int rejected,
    int resolved,
    List<Verdict> verdicts) {
  static final String TYPE = "ImportJob";

  static ImportReport of(ImportJob job, List<Verdict> verdicts) {
    return new ImportReport(
        GlobalId.of(TYPE, job.id()),
        job.kind(),
        job.mode(),
        job.state(),
        job.dialect(),
        job.passedOver(),
        job.rows(),
        job.created(),
        job.updated(),
        job.unchanged(),
        job.parked(),
        job.rejected(),
        job.resolved(),
        verdicts);
  }
}
