package io.keypulse.staff;

import io.keypulse.platform.Provenance;
import java.time.LocalDate;
import java.util.Optional;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Ignore;
import org.eclipse.microprofile.graphql.Name;

@Name("ReportingLine")
@Description("Whom an employee reports to in one stretch of days.")
public record ReportingLineView(
    LocalDate since,
    @Description("First day on which it no longer holds; open where absent.")
        Optional<LocalDate> until,
    Provenance provenance,
    @Ignore int managerKey) {
  static ReportingLineView of(ReportingLines.Line line) {
    return new ReportingLineView(
        line.since(),
        Optional.ofNullable(line.until()),
        Provenance.of(line.channel(), "keypulse", line.recordedAt(), line.recordedBy()),
        line.managerId());
  }
}
