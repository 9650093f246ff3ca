package io.keypulse.directory;

import io.keypulse.account.RelationshipType;
import io.keypulse.platform.IdFilter;
import io.smallrye.graphql.api.Nullable;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Input;

@Input("AccountRelationshipFilter")
@Description(
    "Read as a sentence: the account SUBSIDIARY_OF other. Only companies that this viewer sees are looked at.")
public record RelationshipFilter(
    @Nullable @Description("Any unless said.") @org.jspecify.annotations.Nullable
        RelationshipType type,
    @Nullable @Description("Any unless said.") @org.jspecify.annotations.Nullable IdFilter other) {

  void narrow(Conditions conditions, String field) {
    StringBuilder which = new StringBuilder();
    if (type != null) {
      which.append(" and r.type = ").append(conditions.value(type.name()));
    }
    if (other != null) {
      other
          .keys("Account", field + ".other")
          .ifPresent(
              others -> which.append(" and r.other_id = ").append(conditions.any(others, "int")));
    }
    conditions.add(
        "a.id in (select r.account_id from account_relationship r where r.valid @> today() and not r.dormant%s)"
            .formatted(which));
  }
}
