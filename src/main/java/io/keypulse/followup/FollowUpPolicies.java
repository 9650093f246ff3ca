package io.keypulse.followup;

import io.keypulse.platform.Channel;
import io.keypulse.survey.Aspect;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/** Until when what has to be done, and which function answers for which aspect; one row. */
@ApplicationScoped
class FollowUpPolicies {
  private static final String COLUMNS =
      "select acknowledge_hours, contact_hours, resolve_days, climb_hours, proof_days, version ";

  @Inject Session session;

  record Policy(
      int acknowledgeHours,
      int contactHours,
      int resolveDays,
      int climbHours,
      int proofDays,
      int version) {}

  record Route(String aspect, String function) {}

  Policy current() {
    return session
        .createNativeQuery(COLUMNS + "from follow_up_policy", Policy.class)
        .getSingleResult();
  }

  List<Route> routes() {
    return session
        .createNativeQuery(
            """
            select r.aspect, r.function from follow_up_policy p, unnest(p.aspects, p.functions) as r (aspect, function)
            """,
            Route.class)
        .getResultList();
  }

  /** The function that answers for this aspect; none where only the account manager does. */
  Optional<String> function(@Nullable Aspect aspect) {
    return aspect == null
        ? Optional.empty()
        : routes().stream()
            .filter(route -> route.aspect().equals(aspect.name()))
            .map(Route::function)
            .findFirst();
  }

  /** Nothing when it is at another version. */
  Optional<Policy> set(FollowUpPolicySet input, Map<Aspect, String> routes) {
    return session
        .createNativeQuery(
            """
            with changed as (
              update follow_up_policy set acknowledge_hours = :acknowledge, contact_hours = :contact,
                resolve_days = :resolve, climb_hours = :climb, proof_days = :proof,
                aspects = cast(:aspects as text[]), functions = cast(:functions as text[]), channel = :channel
              where version = :expected returning *)
            """
                + COLUMNS
                + "from changed",
            Policy.class)
        .setParameter("acknowledge", input.acknowledgeHours())
        .setParameter("contact", input.contactHours())
        .setParameter("resolve", input.resolveDays())
        .setParameter("climb", input.climbHours())
        .setParameter("proof", input.proofDays())
        .setParameter("aspects", routes.keySet().stream().map(Aspect::name).toArray(String[]::new))
        .setParameter("functions", routes.values().toArray(String[]::new))
        .setParameter("channel", Channel.MANUAL.name())
        .setParameter("expected", input.expectedVersion())
        .uniqueResultOptional();
  }
}
