package io.keypulse.directory;

import io.keypulse.account.ContactRole;
import io.keypulse.platform.Refused;
import io.smallrye.graphql.api.Nullable;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Input;
import org.eclipse.microprofile.graphql.NonNull;

@Input("ContactFilter")
@Description("Which contacts; every part given narrows.")
public record ContactFilter(
    @Nullable
        @Description(
            "Part of a name, accents, case and small slips forgiven, or an e-mail address exactly; one or two Latin letters are a word of it, of other scripts any part. Not for analysts. 1 to 100 characters.")
        @org.jspecify.annotations.Nullable
        String search,
    @Nullable
        @Description("With any of these roles in the buying centre.")
        @org.jspecify.annotations.Nullable
        List<@NonNull ContactRole> roles,
    @Nullable @Description("At such an account.") @org.jspecify.annotations.Nullable
        ServedAccountFilter account,
    @Nullable
        @Description("At an account that such a team serves.")
        @org.jspecify.annotations.Nullable
        TeamFilter team,
    @Nullable
        @Description("Those too who left; false unless said.")
        @org.jspecify.annotations.Nullable
        Boolean includeLeft) {
  static final ContactFilter ALL = new ContactFilter(null, null, null, null, null);

  /**
   * What is asked of a row {@code c} of contact.
   *
   * @throws Refused FORBIDDEN for who searches and must not know who is who
   */
  Conditions conditions(LocalDate today, boolean seesPersons) {
    Conditions conditions = new Conditions();
    if (!Boolean.TRUE.equals(includeLeft)) {
      conditions.add("(c.left_on is null or c.left_on > today())");
    }
    if (search != null) {
      if (!seesPersons) {
        throw Refused.forbidden("Analysts see no persons, and cannot search for them.");
      }
      searched().ifPresent(term -> named(conditions, term));
    }
    if (roles != null) {
      conditions.add(
          "(c.role = %1$s or c.further_roles && %2$s)"
              .formatted(conditions.any(roles, "text"), conditions.all(roles, "text")));
    }
    if (account != null) {
      conditions.add(
          "c.account_id in (select a.id from account a where %s)"
              .formatted(account.where(conditions, "filter.account", today)));
    }
    if (team != null) {
      team.narrow(conditions, "c.team_id", "filter.team", today);
    }
    return conditions;
  }

  Optional<String> searched() {
    return Optional.ofNullable(search).map(term -> SearchTerm.of(term, "filter.search"));
  }

  private static void named(Conditions conditions, String text) {
    conditions.add(
        """
        c.id in (select l.id from contacts_like(%1$s) l
          union all select p.contact_id from contact_point p where p.means = 'EMAIL' and p.value = lower(%1$s))"""
            .formatted(conditions.value(text)));
  }
}
