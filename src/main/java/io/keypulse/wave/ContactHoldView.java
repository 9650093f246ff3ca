package io.keypulse.wave;

import io.keypulse.platform.GlobalId;
import io.keypulse.platform.Node;
import io.keypulse.platform.Viewer;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Ignore;
import org.eclipse.microprofile.graphql.Name;
import org.jspecify.annotations.Nullable;

@Name("ContactHold")
@Description(
    "Somebody who must not be asked for a while. Whoever is drawn nevertheless is withheld and stays in every denominator.")
public record ContactHoldView(
    @Id String id,
    Kind kind,
    @Description("Absent for analysts.") Optional<String> reason,
    OffsetDateTime heldAt,
    @Description("First day on which it no longer holds; open where absent.")
        Optional<LocalDate> until,
    Optional<OffsetDateTime> endedAt,
    int version,
    @Ignore @Nullable Integer heldByKey)
    implements Node {
  public static final String TYPE = "ContactHold";

  @Name("ContactHoldKind")
  public enum Kind {
    MANUAL,
    @Description("For as long as a case of this contact is open.")
    OPEN_CASE
  }

  static ContactHoldView of(ContactHolds.Hold hold, Viewer viewer) {
    return new ContactHoldView(
        GlobalId.of(TYPE, hold.id()),
        Kind.valueOf(hold.kind()),
        viewer.seesPersons() ? Optional.of(hold.reason()) : Optional.empty(),
        hold.heldAt().atOffset(ZoneOffset.UTC),
        Optional.ofNullable(hold.until()),
        Optional.ofNullable(hold.endedAt()).map(at -> at.atOffset(ZoneOffset.UTC)),
        hold.version(),
        hold.heldBy());
  }
}
