package io.keypulse.account;

import io.keypulse.platform.GlobalId;
import io.keypulse.platform.Node;
import io.keypulse.platform.Provenance;
import java.time.LocalDate;
import java.util.Optional;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Ignore;
import org.eclipse.microprofile.graphql.Name;

@Name("AccountRelationship")
@Description("How one company stands to another. Shown to those who see both.")
public record RelationshipView(
    @Id String id,
    RelationshipType type,
    LocalDate since,
    @Description("The first day on which it no longer holds; absent while the end is open.")
        Optional<LocalDate> until,
    int version,
    Provenance provenance,
    @Ignore int key,
    @Ignore int accountKey,
    @Ignore int otherKey)
    implements Node {
  public static final String TYPE = "AccountRelationship";

  static RelationshipView of(Relationship row) {
    return new RelationshipView(
        GlobalId.of(TYPE, row.id()),
        RelationshipType.valueOf(row.type()),
        row.since(),
        Optional.ofNullable(row.until()),
        row.version(),
        Provenance.of(row.channel(), row.source(), row.recordedAt(), row.recordedBy()),
        row.id(),
        row.accountId(),
        row.otherId());
  }
}
