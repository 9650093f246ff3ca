package io.keypulse.account;

import io.keypulse.platform.GlobalId;
import io.keypulse.platform.Node;
import io.keypulse.platform.Provenance;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Name;

@Name("ContactPoint")
@Description("An address or a number of a contact.")
public record PointView(
    @Id String id,
    @Description("E-mail in lower case with an ASCII domain; a phone number as digits.")
        String value,
    PointKind kind,
    boolean primary,
    Provenance provenance)
    implements Node {
  public static final String TYPE = "ContactPoint";

  static PointView of(Contacts.Point point) {
    return new PointView(
        GlobalId.of(TYPE, point.id()),
        point.value(),
        PointKind.valueOf(point.kind()),
        point.isPrimary(),
        Provenance.of(point.channel(), point.source(), point.recordedAt(), point.recordedBy()));
  }
}
