package io.keypulse.invitation;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.hibernate.Session;

/**
 * The domains that are written to, each a lane with a pace of its own ({@link LaneTurns}). A lane
 * says when it is worth looking at: finding what may leave costs the same however many mails wait.
 */
@ApplicationScoped
class Lanes {
  /** When a lane has no free connection, until it is looked at again. */
  private static final Duration A_MOMENT = Duration.ofMillis(200);

  /** Lanes that are looked at within this time are not forgotten. */
  private static final Duration SOON_ENOUGH = Duration.ofSeconds(10);

  private static final String NEW =
      """
      insert into mail_lane (domain, of_one_account, look_at)
      select d.domain, not exists (
          select from contact c where split_part(c.email, '@', 2) = d.domain and c.email is not null
            and c.account_id <> (select min(f.account_id) from contact f
              where split_part(f.email, '@', 2) = d.domain and f.email is not null)), :at
      from (select distinct domain from unnest(cast(:domains as text[])) as u (domain) order by 1) d
      on conflict (domain) do\s""";

  @Inject Session session;

  record Lane(String domain, boolean ofOneAccount, int room) {}

  record Opening(String domain) {}

  /** These mails wait: their lanes have to be looked at, no later than then. */
  void open(Collection<String> domains, Instant at) {
    open(
        "update set look_at = least(mail_lane.look_at, excluded.look_at), of_one_account = excluded.of_one_account",
        domains,
        at);
  }

  /**
   * As {@link #open}, without waiting for whoever holds a lane: those are soon looked at anyway.
   */
  void openNew(Collection<String> domains, Instant at) {
    if (!domains.isEmpty()) {
      open("nothing", domains, at);
    }
  }

  private void open(String where, Collection<String> domains, Instant at) {
    session
        .createNativeMutationQuery(NEW + where)
        .setParameter("domains", domains.toArray(String[]::new))
        .setParameter("at", at)
        .executeUpdate();
  }

  /**
   * Lanes in which something waits and that nobody means to look at in time, as after the end of a
   * replica that had their mails in its hands.
   */
  void openForgotten(Instant now) {
    session
        .createNativeMutationQuery(
            """
            with forgotten as (
              select l.domain from mail_lane l
              where l.look_at > :soon and greatest(l.free_at, l.paused_until) <= :now and l.look_at > (
                select min(m.due_at) from mail m where m.domain = l.domain and m.waits)
              for update skip locked)
            update mail_lane l set look_at = (
              select min(m.due_at) from mail m where m.domain = l.domain and m.waits)
            from forgotten f where f.domain = l.domain
            """)
        .setParameter("now", now)
        .setParameter("soon", now.plus(SOON_ENOUGH))
        .executeUpdate();
  }

  /**
   * Lanes worth looking at that no other replica is looking at, and how many mails each may take.
   */
  List<Lane> worthLooking(int most, Instant now, Pace pace) {
    return session
        .createNativeQuery(
            """
            select l.domain, l.of_one_account, cast(case
                when greatest(l.paused_until, l.free_at - make_interval(secs => case when l.of_one_account
                  then :ownTolerance else :tolerance end)) > :now then 0
                else greatest(0, least(case when l.of_one_account then :ownBurst else :burst end,
                  case when :connections = 0 then :burst else :connections - (
                    select count(*) from mail m where m.domain = l.domain and m.in_hand) end))
              end as int) as room
            from mail_lane l where l.look_at <= :now order by l.look_at limit :most
            for update skip locked
            """,
            Lane.class)
        .setParameter("now", now)
        .setParameter("most", most)
        .setParameter("connections", pace.connections())
        .setParameter("burst", Pace.burst(pace.every(false), most))
        .setParameter("ownBurst", Pace.burst(pace.every(true), most))
        .setParameter("tolerance", Pace.seconds(Pace.tolerance(pace.every(false))))
        .setParameter("ownTolerance", Pace.seconds(Pace.tolerance(pace.every(true))))
        .getResultList();
  }

  /** When these lanes, from which those mails were taken, are worth looking at again. */
  void looked(List<Lane> lanes, List<Mails.Claimed> taken, Instant now, Pace pace) {
    Map<String, Long> byDomain =
        taken.stream().collect(groupingBy(Mails.Claimed::domain, counting()));
    session
        .createNativeMutationQuery(
            """
            update mail_lane l set look_at = case
              when r.room = 0 then greatest(l.paused_until, l.free_at - make_interval(secs => r.tolerance), :soon)
              else greatest(coalesce((
                  select min(m.due_at) from mail m where m.domain = l.domain and m.waits),
                'infinity'), cast(:now as timestamptz) + make_interval(secs => r.pause)) end
            from unnest(cast(:domains as text[]), cast(:rooms as int[]), cast(:pauses as float8[]),
              cast(:tolerances as float8[])) as r (domain, room, pause, tolerance)
            where r.domain = l.domain
            """)
        .setParameter("now", now)
        .setParameter("soon", now.plus(A_MOMENT))
        .setParameter("domains", lanes.stream().map(Lane::domain).toArray(String[]::new))
        .setParameter("rooms", lanes.stream().map(Lane::room).toArray(Integer[]::new))
        .setParameter(
            "pauses",
            lanes.stream()
                .map(
                    lane ->
                        Pace.seconds(
                            pace.every(lane.ofOneAccount())
                                .multipliedBy(byDomain.getOrDefault(lane.domain(), 0L))))
                .toArray(Double[]::new))
        .setParameter(
            "tolerances",
            lanes.stream()
                .map(lane -> Pace.seconds(Pace.tolerance(pace.every(lane.ofOneAccount()))))
                .toArray(Double[]::new))
        .executeUpdate();
  }

  /** Nothing goes there for a while, so that it does not hold up others. */
  void pause(String domain, Instant until) {
    session
        .createNativeMutationQuery(
            "update mail_lane set paused_until = greatest(paused_until, :until) where domain = :domain")
        .setParameter("domain", domain)
        .setParameter("until", until)
        .executeUpdate();
  }

  /** Whether anything of any lane may leave by then. */
  boolean anyOpensBy(Instant moment) {
    return !session
        .createNativeQuery(
            "select domain from mail_lane where look_at <= :moment limit 1", Opening.class)
        .setParameter("moment", moment)
        .getResultList()
        .isEmpty();
  }
}
