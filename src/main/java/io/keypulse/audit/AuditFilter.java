package io.keypulse.audit;

import io.keypulse.platform.GlobalId;
import io.keypulse.platform.Refused;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Input;
import org.jspecify.annotations.Nullable;

@Input("AuditFilter")
@Description("Which changes; every part given narrows.")
public record AuditFilter(
    @io.smallrye.graphql.api.Nullable @Id @Description("Of this object.") @Nullable String objectId,
    @io.smallrye.graphql.api.Nullable
        @Id
        @Description("Of everything that belongs to this account.")
        @Nullable String accountId,
    @io.smallrye.graphql.api.Nullable @Description("Of objects of this type, for example Contact.")
        @Nullable String objectType,
    @io.smallrye.graphql.api.Nullable @Description("Made at this time or later.")
        @Nullable OffsetDateTime from,
    @io.smallrye.graphql.api.Nullable @Description("Made before this time.")
        @Nullable OffsetDateTime to,
    @io.smallrye.graphql.api.Nullable @Id @Description("Made by this employee.")
        @Nullable String by) {

  /** An SQL condition and the value of the one parameter it names. */
  record Condition(String sql, String parameter, Object value) {}

  List<Condition> conditions() {
    List<Condition> conditions = new ArrayList<>();
    if (objectId != null) {
      String type = typeOf(objectId);
      conditions.add(typed(type));
      conditions.add(
          new Condition(
              "object_id = :object", "object", GlobalId.parse(type, objectId, "filter.objectId")));
    }
    if (accountId != null) {
      conditions.add(
          new Condition(
              "account_id = :account",
              "account",
              GlobalId.parseInt("Account", accountId, "filter.accountId")));
    }
    if (objectType != null) {
      if (!objectType.matches("([A-Z][a-z0-9]*){1,8}")) {
        throw Refused.invalid("filter.objectType", "Name a type of the schema, such as Contact.");
      }
      conditions.add(
          new Condition("object_type = :wanted", "wanted", ObjectType.table(objectType)));
    }
    if (from != null) {
      conditions.add(new Condition("at >= :from", "from", from.toInstant()));
    }
    if (to != null) {
      conditions.add(new Condition("at < :to", "to", to.toInstant()));
    }
    if (by != null) {
      conditions.add(
          new Condition("viewer_id = :by", "by", GlobalId.parseInt("Employee", by, "filter.by")));
    }
    return conditions;
  }

  private static Condition typed(String type) {
    return new Condition("object_type = :type", "type", ObjectType.table(type));
  }

  private static String typeOf(String id) {
    try {
      String plain = new String(Base64.getUrlDecoder().decode(id), StandardCharsets.UTF_8);
      if (plain.matches("([A-Z][a-z0-9]*){1,8}:[0-9]{1,18}")) {
        return plain.substring(0, plain.indexOf(':'));
      }
    } catch (IllegalArgumentException notBase64) {
      // told below, as for every other id that is not ours
    }
    throw Refused.invalid("filter.objectId", "Pass an id as the API returned it.");
  }
}
