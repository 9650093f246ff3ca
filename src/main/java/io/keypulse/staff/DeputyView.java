package io.keypulse.staff;

import io.keypulse.platform.GlobalId;
import io.keypulse.platform.Provenance;
import java.time.LocalDate;
import java.util.Optional;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Ignore;
import org.eclipse.microprofile.graphql.Name;

@Name("EmployeeDeputy")
@Description("Who acts while an employee is away.")
public record DeputyView(
    @Id String id,
    LocalDate since,
    @Description("First day on which it no longer holds; open where absent.")
        Optional<LocalDate> until,
    int version,
    Provenance provenance,
    @Ignore int deputyKey) {
  static final String TYPE = "EmployeeDeputy";

  static DeputyView of(StandIns.Deputy deputy) {
    return new DeputyView(
        GlobalId.of(TYPE, deputy.id()),
        deputy.since(),
        Optional.ofNullable(deputy.until()),
        deputy.version(),
        Provenance.of(deputy.channel(), "keypulse", deputy.recordedAt(), deputy.recordedBy()),
        deputy.deputyId());
  }
}
