package io.keypulse.invitation;

import io.keypulse.survey.WordingLanguages;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/**
 * Mails in the hands of a replica. Every move is one guarded update: it happens once, or tells that
 * it did not.
 */
@ApplicationScoped
class Mails {
  @Inject Session session;

  /**
   * A mail in the hands of this replica, or on the way into them.
   *
   * @param newKey whether a mail with its link went to another address, so that the key is a new
   *     one
   * @param everybody whether everybody like its reader is invited
   */
  record Claimed(
      long id,
      long invitationId,
      UUID key,
      boolean newKey,
      String kind,
      int number,
      String state,
      int fence,
      int attempts,
      String name,
      String email,
      String language,
      String timeZone,
      String opening,
      boolean countedOnly,
      boolean everybody,
      int waveId,
      int programId,
      int teamId,
      int accountId,
      String domain,
      long everyMicros,
      boolean doubted,
      boolean contentRefused) {
    MailKind mailKind() {
      return MailKind.valueOf(kind);
    }

    boolean isPaced() {
      return everyMicros > 0;
    }

    Duration every() {
      return Duration.of(everyMicros, ChronoUnit.MICROS);
    }

    boolean isClaimed() {
      return state.equals("CLAIMED");
    }

    /** In a lane that was not looked at. */
    boolean waitsElsewhere() {
      return state.equals("DUE") || state.equals("UNKNOWN");
    }
  }

  static <S, T> T[] each(
      List<S> all, Function<S, ? extends @Nullable T> part, IntFunction<T[]> array) {
    return all.stream().map(part).toArray(array);
  }

  /**
   * Due mails of these lanes that nobody else is claiming, leased to this replica; those that must
   * not be sent any more, or not now, are moved aside in the same breath. Each goes to the address
   * that its person has now, if that may be written to, and one that is repeated to where it went;
   * one whose address is in another lane now goes on waiting there. What leads to an answer that is
   * there goes nowhere but where the question went. Likewise each is in the language of now, and so
   * is the page that it leads to as long as nobody has answered there.
   */
  List<Claimed> claim(List<Lanes.Lane> lanes, Pace pace, int most, Instant now, Duration lease) {
    return session
        .createNativeQuery(
            """
            with due as (
              select m.*, l.every from unnest(cast(:domains as text[]), cast(:rooms as int[]), cast(:everies as bigint[]))
                as l (domain, room, every)
              cross join lateral (
                select * from mail where domain = l.domain and waits and due_at <= :now
                order by due_at, id limit l.room for update skip locked) m
              limit :most),
            judged as (
              select m.id, m.every, case when a.email <> went.email then gen_random_uuid() else i.key end as key,
                coalesce(a.email <> went.email, false) as new_key, i.name, i.email as drawn_email, a.email,
                %s as language,
                i.language as former_language, i.time_zone,
                coalesce(i.opening, '') as opening,
                w.confidentiality = 'AGGREGATE' as counted_only,
                m.kind = 'INVITATION' and asked_with_everybody(m.wave_id, m.contact_id) as everybody, w.program_id,
                coalesce(%s, case
                  when m.kind = 'THANKS' and a.email <> went.email then 'ADDRESS_CHANGED'
                  when a.email <> i.email and a.email like any (array(select pattern from own_address)) then 'OWN_DOMAIN'
                  when a.email <> i.email and exists (select from contact o
                    join invitation other on other.wave_id = i.wave_id and other.contact_id = o.id
                    where o.email = a.email and o.id <> c.id and (other.email = a.email or other.id < i.id
                      or exists (select from mail s where s.invitation_id = other.id and s.kind = m.kind and s.number = m.number
                        and s.readdressed_to = a.email and s.state not in ('DUE', 'HELD', 'SKIPPED')))) then 'SHARED_ADDRESS'
                end) as obstacle
              from due m %s
              left join lateral (
                select coalesce(e.readdressed_to, i.email) as email from mail e
                where e.wave_id = m.wave_id and e.contact_id = m.contact_id and e.attempts > 0
                  and (m.kind <> 'INVITATION' or m.attempts > 0)
                order by e.id desc limit 1) went on true),
            moved as (
              update mail m set fence = fence + 1,
                state = case when j.obstacle = 'HELD' then 'HELD' when j.obstacle is not null then case when m.doubted then 'FAILED' else 'SKIPPED' end
                  when j.domain = m.domain then 'CLAIMED' else m.state end,
                lease_until = case when j.obstacle is null and j.domain = m.domain then cast(:until as timestamptz) end,
                domain = case when j.obstacle is null then j.domain else m.domain end,
                readdressed_to = case
                  when coalesce(j.obstacle, 'SHARED_ADDRESS') in ('SHARED_ADDRESS', 'OWN_DOMAIN', 'ADDRESS_REFUSED')
                    then nullif(j.email, j.drawn_email) else m.readdressed_to end,
                reason = case when j.obstacle is null or j.obstacle = 'HELD' or m.doubted and starts_with(m.reason, 'UNKNOWN: ') then m.reason
                  when m.doubted then 'UNKNOWN: it was not repeated' else j.obstacle end
              from (select *, split_part(email, '@', 2) as domain from judged) j where j.id = m.id
              returning m.id, m.invitation_id, j.key, j.new_key, m.kind, m.number, m.state, m.fence, m.attempts, j.name, j.email,
                j.language, j.time_zone, j.opening, j.counted_only, j.everybody, m.wave_id, j.program_id, m.team_id, m.account_id, m.domain, j.every as every_micros,
                m.doubted, m.content_refused, j.former_language),
            reworded as (
              update invitation i set language = m.language from moved m
              where i.id = m.invitation_id and i.id in (
                select u.id from invitation u join moved n on n.invitation_id = u.id
                where n.state = 'CLAIMED' and n.language <> n.former_language and u.answered_at is null
                for update of u skip locked))
            select id, invitation_id, key, new_key, kind, number, state, fence, attempts, name, email, language, time_zone, opening,
              counted_only, everybody, wave_id, program_id, team_id, account_id, domain, every_micros, doubted, content_refused
            from moved order by id
            """
                .formatted(
                    BeforeItLeaves.LANGUAGE,
                    BeforeItLeaves.OBSTACLE,
                    BeforeItLeaves.JUDGED.formatted(":now", ":today", ":worded")),
            Claimed.class)
        .setParameter("domains", each(lanes, Lanes.Lane::domain, String[]::new))
        .setParameter("rooms", each(lanes, Lanes.Lane::room, Integer[]::new))
        .setParameter(
            "everies",
            each(lanes, lane -> pace.every(lane.ofOneAccount()).toNanos() / 1000, Long[]::new))
        .setParameter("worded", WordingLanguages.ALL.toArray(String[]::new))
        .setParameter("most", most)
        .setParameter("now", now)
        .setParameter("today", LocalDate.ofInstant(now, ZoneOffset.UTC))
        .setParameter("until", now.plus(lease))
        .getResultList();
  }

  /** Out of the hands of this replica, without having started. */
  void giveBack(List<Claimed> mails, List<Instant> dueAt) {
    session
        .createNativeMutationQuery(
            """
            update mail m set state = case when doubted then 'UNKNOWN' else 'DUE' end, lease_until = null,
              due_at = greatest(m.due_at, g.due_at)
            from unnest(cast(:ids as bigint[]), cast(:fences as int[]), cast(:dues as timestamptz[])) as g (id, fence, due_at)
            where m.id = g.id and m.fence = g.fence and m.state = 'CLAIMED'
            """)
        .setParameter("ids", each(mails, Claimed::id, Long[]::new))
        .setParameter("fences", each(mails, Claimed::fence, Integer[]::new))
        .setParameter("dues", dueAt.toArray(Instant[]::new))
        .executeUpdate();
  }
}
