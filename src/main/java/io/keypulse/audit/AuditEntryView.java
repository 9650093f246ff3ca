package io.keypulse.audit;

import io.keypulse.platform.GlobalId;
import io.keypulse.platform.PageInfo;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Ignore;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.jspecify.annotations.Nullable;

@Name("AuditEntry")
@Description(
    "One change of one object, or one export of what is kept about a contact. Entries are never changed.")
public record AuditEntryView(
    @Id String id,
    OffsetDateTime at,
    @Description("Who did it, as they were called then; the name of a login for work of Keypulse.")
        String byName,
    AuditOperation operation,
    @Description("The type of the object, for example Contact.") String objectType,
    @Id String objectId,
    @io.smallrye.graphql.api.Nullable
        @Id
        @Description("The account it belongs to; absent for staff and teams.")
        @Nullable String accountId,
    @Ignore long key,
    @Ignore Optional<Integer> byKey) {
  static final String TYPE = "AuditEntry";

  static AuditEntryView of(AuditTrail.Entry entry) {
    String type = ObjectType.ofTable(entry.objectType());
    return new AuditEntryView(
        GlobalId.of(TYPE, entry.id()),
        entry.at().atOffset(ZoneOffset.UTC),
        entry.viewerName(),
        AuditOperation.valueOf(entry.operation()),
        type,
        GlobalId.of(type, entry.objectId()),
        entry.accountId() == null ? null : GlobalId.of("Account", entry.accountId()),
        entry.id(),
        Optional.ofNullable(entry.viewerId()));
  }

  @Name("FieldChange")
  @Description("What a field was and what it became, as text; other objects by their ids.")
  public record Change(
      String field,
      @Description("Absent where nothing was there, and for analysts where it is personal.")
          Optional<String> from,
      @Description("Absent where nothing is there now, and for analysts where it is personal.")
          Optional<String> to) {}

  @Name("AuditEntryEdge")
  public record Edge(String cursor, AuditEntryView node) {}

  @Name("AuditEntryConnection")
  @Description("A page of the audit trail, newest first.")
  public record Connection(
      List<@NonNull Edge> edges,
      List<@NonNull AuditEntryView> nodes,
      PageInfo pageInfo,
      @Description("How many entries the filter leaves of those that this viewer sees.")
          Optional<Integer> totalCount) {}
}
