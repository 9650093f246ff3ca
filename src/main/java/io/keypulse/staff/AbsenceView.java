package io.keypulse.staff;

import io.keypulse.platform.GlobalId;
import io.keypulse.platform.Provenance;
import java.time.LocalDate;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Name;

@Name("EmployeeAbsence")
@Description("Days on which an employee is away; why is nobody's business.")
public record AbsenceView(
    @Id String id,
    LocalDate since,
    @Description("First day back.") LocalDate until,
    int version,
    Provenance provenance) {
  static final String TYPE = "EmployeeAbsence";

  static AbsenceView of(StandIns.Absence absence) {
    return new AbsenceView(
        GlobalId.of(TYPE, absence.id()),
        absence.since(),
        absence.until(),
        absence.version(),
        Provenance.of(absence.channel(), "keypulse", absence.recordedAt(), absence.recordedBy()));
  }
}
