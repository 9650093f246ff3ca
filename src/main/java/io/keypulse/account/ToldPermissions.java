package io.keypulse.account;

import io.keypulse.platform.Change;
import io.keypulse.platform.ExternalId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.hibernate.Session;
import org.hibernate.query.NativeQuery;

/** What people said about being asked, as files tell it. */
@ApplicationScoped
class ToldPermissions {
  private static final String ROWS =
      """
      unnest(cast(:sources as text[]), cast(:ids as text[]), cast(:contacts as int[]), cast(:emails as text[]),
        cast(:kinds as text[]), cast(:bases as text[]), cast(:untils as date[]), cast(:reasons as text[]),
        cast(:saids as timestamptz[]), cast(:programs as int[]), cast(:tells as boolean[]), cast(:channels as text[]))
        as r (source, external_id, contact_id, email, kind, basis, snoozed_until, reason, said_at, program_id,
          tells_program, channel)
      """;

  @Inject Session session;

  record Program(int id, String name) {}

  List<Program> programs() {
    return session
        .createNativeQuery("select id, name from survey_program", Program.class)
        .getResultList();
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
                    where (p.kind, p.basis, p.snoozed_until, p.reason, p.said_at, p.program_id)
                      is distinct from (r.kind, r.basis, r.snoozed_until, coalesce(r.reason, p.reason), r.said_at,
                        case when r.tells_program then r.program_id else p.program_id end)
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
                  snoozed_until, reason, program_id, via, channel, said_at, recorded_at)
                select r.source, r.external_id, coalesce(r.email, c.email),
                  case when coalesce(r.email, c.email) is null then c.id end,
                  coalesce(c.id, (select min(p.contact_id) from contact_point p
                    where p.means = 'EMAIL' and p.value = r.email)), r.kind, r.basis, r.snoozed_until,
                  r.reason, r.program_id, 'STAFF', r.channel, r.said_at, :now
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
                .toArray(Instant[]::new))
        .setParameter(
            "programs",
            rows.stream().map(PermissionRegister.Row::programId).toArray(Integer[]::new))
        .setParameter(
            "tells",
            rows.stream().map(PermissionRegister.Row::tellsProgram).toArray(Boolean[]::new))
        .setParameter(
            "channels", rows.stream().map(row -> row.channel().name()).toArray(String[]::new));
    return query;
  }
}
