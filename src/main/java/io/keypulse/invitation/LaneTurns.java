package io.keypulse.invitation;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toSet;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hibernate.Session;

/**
 * Whose turn it is: the next free places of each lane and of all mails together, taken in the
 * transaction that starts a mail, so that no number of replicas is faster than the pace.
 */
@ApplicationScoped
class LaneTurns {
  @Inject Session session;

  record Turn(Instant freeAt) {}

  record Taken(String domain) {}

  /** How many mails may start now, whomever they go to; the caller says how many it took. */
  int allowance(int most, Instant now, Pace pace) {
    if (pace.all().isZero()) {
      return most;
    }
    Duration ahead = Pace.tolerance(pace.all()).plus(pace.all());
    return session
        .createNativeQuery(
            "select greatest(free_at, cast(:now as timestamptz)) as free_at from mail_pace for update skip locked",
            Turn.class)
        .setParameter("now", now)
        .getResultList()
        .stream()
        .map(
            turn -> {
              Duration left = Duration.between(turn.freeAt(), now.plus(ahead));
              return left.isNegative() ? 0 : (int) Math.min(most, left.dividedBy(pace.all()));
            })
        .findFirst()
        .orElse(0);
  }

  void spend(int taken, Instant now, Pace pace) {
    if (!pace.all().isZero() && taken > 0) {
      session
          .createNativeMutationQuery(
              """
              update mail_pace set free_at = greatest(free_at, :now) + make_interval(secs => :seconds)
              """)
          .setParameter("now", now)
          .setParameter("seconds", Pace.seconds(pace.all().multipliedBy(taken)))
          .executeUpdate();
    }
  }

  /** Nobody else moves these lanes before this transaction ends; always taken in one order. */
  void hold(Collection<String> domains) {
    if (!domains.isEmpty()) {
      session
          .createNativeQuery(
              """
              select domain from mail_lane where domain = any (cast(:domains as text[])) order by domain for update
              """,
              Taken.class)
          .setParameter("domains", domains.toArray(String[]::new))
          .getResultList();
    }
  }

  /** Takes the next places in the lanes; returns the mails whose lane was free. */
  List<Mails.Claimed> takeTurns(List<Mails.Claimed> mails, Instant now) {
    List<Mails.Claimed> free =
        new ArrayList<>(mails.stream().filter(mail -> !mail.isPaced()).toList());
    Map<String, Deque<Mails.Claimed>> queues =
        mails.stream()
            .filter(Mails.Claimed::isPaced)
            .collect(groupingBy(Mails.Claimed::domain, toCollection(ArrayDeque::new)));
    while (!queues.isEmpty()) {
      List<Mails.Claimed> next = queues.values().stream().map(Deque::remove).toList();
      free.addAll(takeTurnOfEach(next, now));
      queues.values().removeIf(Deque::isEmpty);
    }
    return free;
  }

  /**
   * @param mails no two of one lane
   */
  private List<Mails.Claimed> takeTurnOfEach(List<Mails.Claimed> mails, Instant now) {
    Set<String> free =
        session
            .createNativeQuery(
                """
                update mail_lane l set free_at = greatest(l.free_at, :now) + make_interval(secs => t.every)
                from unnest(cast(:domains as text[]), cast(:everies as float8[]), cast(:tolerances as float8[]))
                  as t (domain, every, tolerance)
                where l.domain = t.domain
                  and l.free_at <= cast(:now as timestamptz) + make_interval(secs => t.tolerance)
                returning l.domain
                """,
                Taken.class)
            .setParameter("now", now)
            .setParameter(
                "domains", mails.stream().map(Mails.Claimed::domain).toArray(String[]::new))
            .setParameter(
                "everies",
                mails.stream().map(mail -> Pace.seconds(mail.every())).toArray(Double[]::new))
            .setParameter(
                "tolerances",
                mails.stream()
                    .map(mail -> Pace.seconds(Pace.tolerance(mail.every())))
                    .toArray(Double[]::new))
            .getResultList()
            .stream()
            .map(Taken::domain)
            .collect(toSet());
    return mails.stream().filter(mail -> free.contains(mail.domain())).toList();
  }
}
