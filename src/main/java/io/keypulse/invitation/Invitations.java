package io.keypulse.invitation;

import io.keypulse.survey.WordingLanguages;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/** Who was drawn, and the link that is theirs. */
@ApplicationScoped
class Invitations {
  @Inject Session session;

  record Drawn(
      int contactId,
      int accountId,
      int teamId,
      String name,
      @Nullable String email,
      String language,
      String timeZone,
      int programId,
      boolean byPhone) {}

  record Made(long id) {}

  /**
   * @param thanks whether the program says so by mail
   */
  record Answered(long id, boolean thanks) {}

  /**
   * Somebody who is silent long enough after the invitation left.
   *
   * @param days after which the reminder is due
   */
  record Silent(
      long invitationId,
      int number,
      Instant invitedAt,
      int days,
      String domain,
      String timeZone,
      int programId,
      int accountId) {}

  List<Drawn> drawn(int waveId) {
    return session
        .createNativeQuery(
            """
            select f.contact_id, f.account_id, f.team_id, c.name,
              case when 'EMAIL' = any (w.channels) then c.email end as email,
              %s as language,
              coalesce(c.time_zone, p.time_zone) as time_zone, p.id as program_id,
              'PHONE' = any (w.channels) and c.phone is not null as by_phone
            from frame_entry f join contact c on c.id = f.contact_id
            join wave w on w.id = f.wave_id join survey_program p on p.id = w.program_id
            where f.wave_id = :wave and f.drawn and f.blocked is null
            order by f.draw_rank
            """
                .formatted(AskedIn.LANGUAGE),
            Drawn.class)
        .setParameter("worded", WordingLanguages.ALL.toArray(String[]::new))
        .setParameter("wave", waveId)
        .getResultList();
  }

  /** The ids of the invitations, in the order of those drawn. */
  List<Long> invite(int waveId, List<Drawn> drawn, List<UUID> keys, List<byte[]> tokenHashes) {
    return session
        .createNativeQuery(
            """
            with invited as (
              insert into invitation (wave_id, key, token_hash, contact_id, account_id, team_id, name, email, language,
                time_zone)
              select :wave, r.*
              from unnest(
                cast(:keys as uuid[]), cast(:hashes as bytea[]), cast(:contacts as int[]), cast(:accounts as int[]),
                cast(:teams as int[]), cast(:names as text[]), cast(:emails as text[]), cast(:languages as text[]),
                cast(:zones as text[])) as r
              returning id, key)
            select i.id from unnest(cast(:keys as uuid[])) with ordinality as k (key, place) join invited i using (key)
            order by k.place
            """,
            Made.class)
        .setParameter("wave", waveId)
        .setParameter("keys", keys.toArray(UUID[]::new))
        .setParameter("hashes", tokenHashes.toArray(byte[][]::new))
        .setParameter("contacts", drawn.stream().map(Drawn::contactId).toArray(Integer[]::new))
        .setParameter("accounts", drawn.stream().map(Drawn::accountId).toArray(Integer[]::new))
        .setParameter("teams", drawn.stream().map(Drawn::teamId).toArray(Integer[]::new))
        .setParameter("names", drawn.stream().map(Drawn::name).toArray(String[]::new))
        .setParameter(
            "emails",
            drawn.stream()
                .map(one -> one.email() == null ? "" : one.email())
                .toArray(String[]::new))
        .setParameter("languages", drawn.stream().map(Drawn::language).toArray(String[]::new))
        .setParameter("zones", drawn.stream().map(Drawn::timeZone).toArray(String[]::new))
        .getResultList()
        .stream()
        .map(Made::id)
        .toList();
  }

  /** What these people's mails of the wave begin with. */
  void openWith(int waveId, Map<Integer, String> lines) {
    session
        .createNativeMutationQuery(
            """
            update invitation i set opening = l.line
            from unnest(cast(:contacts as int[]), cast(:lines as text[])) as l (contact_id, line)
            where i.wave_id = :wave and i.contact_id = l.contact_id
            """)
        .setParameter("wave", waveId)
        .setParameter("contacts", lines.keySet().toArray(Integer[]::new))
        .setParameter("lines", lines.values().toArray(String[]::new))
        .executeUpdate();
  }

  /** Only the first answer gets through; one on the telephone proves of no mail that it came. */
  boolean markInterviewed(long id, Instant now) {
    return session
            .createNativeMutationQuery(
                """
                update invitation set answered_at = :now, interviewed_at = :now
                where id = :id and answered_at is null
                """)
            .setParameter("id", id)
            .setParameter("now", now)
            .executeUpdate()
        == 1;
  }

  /**
   * As {@link #markInterviewed}, through the link: the invitation has arrived, whatever the books
   * believed, and there is nothing left to remind of.
   */
  Optional<Answered> markAnsweredByMail(long id, Instant now) {
    return session
        .createNativeQuery(
            """
            with first as (
              update invitation set answered_at = :now where id = :id and answered_at is null returning id, wave_id),
            arrived as (
              update mail m set state = 'SENT', sent_at = coalesce(sent_at, :now), lease_until = null, reason = null,
                fence = fence + 1
              from first f where m.invitation_id = f.id and m.kind = 'INVITATION' and m.state <> 'SENT'),
            needless as (
              update mail m set %s
              from first f where m.invitation_id = f.id and m.kind = 'REMINDER'
                and m.state in ('DUE', 'HELD', 'CLAIMED', 'UNKNOWN'))
            select f.id, p.thanks from first f join wave w on w.id = f.wave_id join survey_program p on p.id = w.program_id
            """
                .formatted(WaitingMails.ENDED.formatted("'ANSWERED'")),
            Answered.class)
        .setParameter("id", id)
        .setParameter("now", now)
        .uniqueResultOptional();
  }

  void stopReminders(long id, Instant now) {
    session
        .createNativeMutationQuery(
            """
            update invitation set reminders_stopped_at = :now where id = :id and reminders_stopped_at is null
            """)
        .setParameter("id", id)
        .setParameter("now", now)
        .executeUpdate();
  }

  /**
   * Whom to remind within the hour that clocks are changed by: days count from when the invitation
   * really left, and of several reminders that were missed only the latest is sent. Whether a page
   * was looked at plays no part.
   */
  List<Silent> toRemind(int most, Instant now) {
    return session
        .createNativeQuery(
            """
            select distinct on (i.id) i.id as invitation_id, cast(r.number as int) as number,
              m.sent_at as invited_at, r.days, m.domain, i.time_zone,
              p.id as program_id, i.account_id
            from wave w join survey_program p on p.id = w.program_id
            cross join lateral unnest(w.reminder_days) with ordinality as r (days, number)
            join mail m on m.wave_id = w.id and m.kind = 'INVITATION' and m.state = 'SENT'
              and m.sent_at <= cast(:now as timestamptz) - make_interval(days => r.days, hours => -1)
            join invitation i on i.id = m.invitation_id and i.answered_at is null and i.reminders_stopped_at is null
            where w.state = 'OPEN' and w.closes_at > :now and not exists (
              select from mail s where s.wave_id = w.id and s.contact_id = m.contact_id and s.kind = 'REMINDER'
                and s.number >= r.number)
            order by i.id, r.number desc limit :most
            """,
            Silent.class)
        .setParameter("now", now)
        .setParameter("most", most)
        .getResultList();
  }
}
