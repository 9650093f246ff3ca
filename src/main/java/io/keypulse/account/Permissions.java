package io.keypulse.account;

import io.keypulse.platform.Change;
import io.keypulse.platform.Channel;
import io.keypulse.platform.ExternalId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.hibernate.Session;
import org.hibernate.query.NativeQuery;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
class Permissions {
  private static final String ROWS =
      """
      unnest(cast(:sources as text[]), cast(:ids as text[]), cast(:contacts as int[]), cast(:emails as text[]),
        cast(:kinds as text[]), cast(:bases as text[]), cast(:untils as date[]), cast(:reasons as text[]),
        cast(:saids as timestamptz[]))
        as r (source, external_id, contact_id, email, kind, basis, snoozed_until, reason, said_at)
      """;

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

  long add(
      int contactId,
      @Nullable String email,
      PermissionRecord said,
      @Nullable Integer programId,
      Instant now) {
    return session
        .createNativeQuery(
            """
            insert into permission_entry
              (email, contact_id, said_of, kind, basis, program_id, snoozed_until, reason, via, channel, said_at,
              recorded_at)
            values (cast(:email as text), case when cast(:email as text) is null then :contact end, :contact, :kind, :basis, cast(:program as int), cast(:until as date), :reason, 'STAFF', :channel,
              :now, :now)
            returning id
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

  /** Those entries that are there already and say something else. */
  List<ExternalId> contradicted(List<PermissionRegister.Row> rows) {
    return with(
            rows,
            session.createNativeQuery(
                "select p.source, p.external_id as value from permission_entry p join "
                    + ROWS
                    + """
                     on p.source = r.source and p.external_id = r.external_id
                    where (p.kind, p.basis, p.snoozed_until, p.reason, p.said_at)
                      is distinct from (r.kind, r.basis, r.snoozed_until, coalesce(r.reason, p.reason), r.said_at)
                    """,
                ExternalId.class))
        .getResultList();
  }

  /** Entries that are there already stay as they are. */
  List<Change.Put> put(List<PermissionRegister.Row> rows, Instant now) {
    return with(
            rows,
            session.createNativeQuery(
                """
                insert into permission_entry (source, external_id, email, contact_id, said_of, kind, basis,
                  snoozed_until, reason, via, channel, said_at, recorded_at)
                select r.source, r.external_id, coalesce(r.email, c.email),
                  case when coalesce(r.email, c.email) is null then c.id end,
                  coalesce(c.id, (select min(p.contact_id) from contact_point p
                    where p.means = 'EMAIL' and p.value = r.email)), r.kind, r.basis, r.snoozed_until,
                  r.reason, 'STAFF', 'CRM_IMPORT', r.said_at, :now
                from
                """
                    + ROWS
                    + """
                     left join contact c on c.id = r.contact_id
                    on conflict (source, external_id) do nothing
                    returning source, external_id, true as created
                    """,
                Change.Put.class))
        .setParameter("now", now)
        .getResultList();
  }

  private static <T> NativeQuery<T> with(List<PermissionRegister.Row> rows, NativeQuery<T> query) {
    query
        .setParameter("sources", rows.stream().map(row -> row.id().source()).toArray(String[]::new))
        .setParameter("ids", rows.stream().map(row -> row.id().value()).toArray(String[]::new))
        .setParameter(
            "contacts",
            rows.stream().map(PermissionRegister.Row::contactId).toArray(Integer[]::new))
        .setParameter(
            "emails", rows.stream().map(PermissionRegister.Row::email).toArray(String[]::new))
        .setParameter("kinds", rows.stream().map(row -> row.kind().name()).toArray(String[]::new))
        .setParameter(
            "bases",
            rows.stream()
                .map(row -> row.basis() == null ? null : row.basis().name())
                .toArray(String[]::new))
        .setParameter(
            "untils",
            rows.stream().map(PermissionRegister.Row::snoozedUntil).toArray(LocalDate[]::new))
        .setParameter(
            "reasons", rows.stream().map(PermissionRegister.Row::reason).toArray(String[]::new))
        .setParameter(
            "saids",
            rows.stream()
                .map(row -> row.saidOn().atStartOfDay(ZoneOffset.UTC).toInstant())
                .toArray(Instant[]::new));
    return query;
  }
}
