package io.keypulse.account;

import io.keypulse.platform.Channel;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
class Permissions {
  /** Of an entry {@code p}: said of a contact that the viewer does not see, to somebody else. */
  private static final String OF_OTHERS =
      """
      ((p.recorded_by is distinct from viewer_id() or p.via = 'NEW_ADDRESS')
        and not exists (select from contact s where s.id = p.said_of))
      """;

  @Inject Session session;

  /**
   * @param refusal what the mail server said of the address; absent where none refused it
   */
  record Standing(int contactId, @Nullable String reason, @Nullable String refusal) {}

  record Entry(
      int contactId,
      long id,
      String kind,
      @Nullable String basis,
      @Nullable Integer programId,
      @Nullable LocalDate snoozedUntil,
      @Nullable String reason,
      String via,
      String channel,
      String source,
      Instant saidAt,
      Instant recordedAt,
      @Nullable Integer recordedBy,
      boolean ofOthers) {}

  record Made(long id) {}

  record Snooze(LocalDate until) {}

  /** In the order in which a draw judges. */
  List<Standing> standings(Collection<Integer> contactIds, LocalDate today) {
    return session
        .createNativeQuery(
            """
            select c.id as contact_id, case
              when c.left_on <= :today then 'LEFT'
              when exists (select from objection_in_force o
                where (o.email = c.email or o.email is null and o.contact_id = c.id) and o.program_id is null)
                then 'OBJECTED'
              when exists (select from snooze_in_force s
                where (s.email = c.email or s.email is null and s.contact_id = c.id) and s.program_id is null
                  and s.snoozed_until > :today) then 'SNOOZED'
              when c.email is null then 'NO_ADDRESS'
              when r.email is not null then 'ADDRESS_REFUSED'
              end as reason, r.reason as refusal
            from contact c left join refused_address r on r.email = c.email where c.id = any (cast(:ids as int[]))
            """,
            Standing.class)
        .setParameter("today", today)
        .setParameter("ids", contactIds.toArray(Integer[]::new))
        .getResultList();
  }

  List<Entry> entries(Collection<Integer> contactIds, int most) {
    return session
        .createNativeQuery(
            """
            select c.id as contact_id, p.id, p.kind, p.basis, p.program_id, p.snoozed_until, p.reason, p.via,
              p.channel, coalesce(p.source, 'keypulse') as source, p.said_at, p.recorded_at, p.recorded_by,
              %s as of_others
            from contact c cross join lateral (
              select * from permission_entry p where p.email = c.email or p.email is null and p.contact_id = c.id
              order by p.said_at desc, p.id desc limit :most) p
            where c.id = any (cast(:ids as int[])) order by c.id, p.said_at desc, p.id desc
            """
                .formatted(OF_OTHERS),
            Entry.class)
        .setParameter("most", most)
        .setParameter("ids", contactIds.toArray(Integer[]::new))
        .getResultList();
  }

  /** Whether taking back an objection, of this program or of all, takes back what others heard. */
  boolean othersObjected(@Nullable String email, @Nullable Integer programId) {
    return othersHeard("objection_in_force", email, programId, null);
  }

  /** Whether a snooze until this day, with its reason, shortens what others heard. */
  boolean othersSnoozedBeyond(
      LocalDate until, @Nullable String email, @Nullable Integer programId) {
    return othersHeard("snooze_in_force", email, programId, until);
  }

  private boolean othersHeard(
      String inForce,
      @Nullable String email,
      @Nullable Integer programId,
      @Nullable LocalDate beyond) {
    return !session
        .createNativeQuery(
            """
            select p.id from permission_entry p join %s o on o.id = p.id
            where %s and o.email = :email
              and o.program_id is not distinct from coalesce(cast(:program as int), o.program_id)
              and coalesce(o.snoozed_until, 'infinity') > coalesce(cast(:beyond as date), '-infinity')
            limit 1
            """
                .formatted(inForce, OF_OTHERS),
            Made.class)
        .setParameter("email", email, String.class)
        .setParameter("program", programId, Integer.class)
        .setParameter("beyond", beyond, LocalDate.class)
        .getResultList()
        .isEmpty();
  }

  /** Until when somebody else's word keeps these programs from asking, where that is longer. */
  Optional<LocalDate> snoozedBeyond(
      LocalDate until, int contactId, @Nullable String email, @Nullable Integer programId) {
    return session
        .createNativeQuery(
            """
            select max(s.snoozed_until) as until from snooze_in_force s
            where (s.email = :email or s.email is null and s.contact_id = :contact) and s.snoozed_until > :until
              and (s.program_id is null or s.program_id = cast(:program as int))
            having count(*) > 0
            """,
            Snooze.class)
        .setParameter("email", email, String.class)
        .setParameter("contact", contactId)
        .setParameter("until", until)
        .setParameter("program", programId, Integer.class)
        .getResultList()
        .stream()
        .map(Snooze::until)
        .findFirst();
  }

  private record Turn(String granted) {}

  /**
   * Of what one person says at the same moment the second has to know the first: the moment at
   * which it is said is looked up afterwards.
   */
  void awaitTurn(int contactId) {
    session
        .createNativeQuery(
            "select cast(pg_advisory_xact_lock(hashtext('keypulse.permission'), :contact) as text) as granted",
            Turn.class)
        .setParameter("contact", contactId)
        .getSingleResult();
  }

  /**
   * Appends it, unless it was said of this contact already, holds, and there is no new reason. That
   * an address works is said anew each time: a mail server may have refused it since.
   *
   * @return the entry that says it
   */
  long add(
      int contactId,
      @Nullable String email,
      PermissionRecord said,
      @Nullable Integer programId,
      Instant now) {
    return session
        .createNativeQuery(
            """
            with said as (
              select cast(:email as text) as email, cast(:contact as int) as contact_id, :kind as kind, cast(:basis as text) as basis,
                cast(:program as int) as program_id, cast(:until as date) as snoozed_until, cast(:reason as text) as reason),
            known as (
              select max(h.id) as id from said s
              join permission_entry h on h.said_of = s.contact_id and h.email is not distinct from s.email and h.kind = s.kind
                and (h.program_id, h.basis, h.snoozed_until) is not distinct from (s.program_id, s.basis, s.snoozed_until)
                and coalesce(h.reason = s.reason, s.reason is null)
              cross join lateral (select exists (
                select from permission_entry o
                where (o.email = h.email or o.said_of = h.said_of) and (o.said_at, o.id) > (h.said_at, h.id)
                  and o.kind = case h.kind when 'OBJECTION_WITHDRAWN' then 'OBJECTION' else h.kind end) as outdated) later
              where case h.kind
                when 'OBJECTION' then exists (select from objection_in_force o where o.id = h.id)
                when 'SNOOZE' then exists (select from snooze_in_force o where o.id = h.id)
                  and (s.reason is null or not later.outdated)
                else h.kind <> 'REACHABLE' and not later.outdated end),
            made as (
              insert into permission_entry
                (email, contact_id, said_of, kind, basis, program_id, snoozed_until, reason, via, channel, said_at, recorded_at)
              select s.email, case when s.email is null then s.contact_id end, s.contact_id, s.kind, s.basis, s.program_id,
                s.snoozed_until, s.reason, 'STAFF', :channel, :now, :now
              from said s join known k on k.id is null
              returning id)
            select id from made union all select id from known where id is not null
            """,
            Made.class)
        .setParameter("email", email, String.class)
        .setParameter("contact", contactId)
        .setParameter("kind", said.kind().name())
        .setParameter("basis", said.basis() == null ? null : said.basis().name(), String.class)
        .setParameter("program", programId, Integer.class)
        .setParameter("until", said.snoozedUntil(), LocalDate.class)
        .setParameter("reason", said.reason(), String.class)
        .setParameter("channel", (said.channel() == null ? Channel.MANUAL : said.channel()).name())
        .setParameter("now", now)
        .getSingleResult()
        .id();
  }
}
