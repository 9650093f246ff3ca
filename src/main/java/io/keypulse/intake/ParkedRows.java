package io.keypulse.intake;

import io.keypulse.platform.ExternalId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/**
 * Rows that wait for something to come. What brings it marks them due in its own transaction, so
 * that no kill can lose the mark.
 */
@ApplicationScoped
class ParkedRows {
  private static final String PARKED =
      """
      select p.id, p.kind, p.source, p.external_id, p.job_id, p.line, cast(p.cells as text) as cells, p.column_name,
      p.awaits_source, p.awaits_id, p.parked_at, j.mode as mode_name, j.encoding, j.delimiter, j.decimal_mark,
      j.date_pattern
      from import_parked p join import_job j on j.id = p.job_id
      """;

  @Inject Session session;

  record Parked(
      long id,
      String kind,
      String source,
      String externalId,
      long jobId,
      int line,
      String cells,
      String columnName,
      String awaitsSource,
      String awaitsId,
      Instant parkedAt,
      String modeName,
      String encoding,
      String delimiter,
      String decimalMark,
      String datePattern) {
    ImportMode mode() {
      return ImportMode.valueOf(modeName);
    }

    Dialect dialect() {
      return new Dialect(encoding, delimiter, decimalMark, datePattern);
    }
  }

  /** A row of the present file that has to wait. */
  record Waiting(
      ExternalId id, long line, String cells, String column, @Nullable ExternalId awaited) {}

  record Any(boolean any) {}

  /** Whether any row waits at all; most of the time none does. */
  boolean any() {
    return session
        .createNativeQuery("select exists (select from import_parked) as any", Any.class)
        .getSingleResult()
        .any();
  }

  /** A repeat takes the place of the row that waited before. */
  void park(String kind, long jobId, List<Waiting> rows, Instant now) {
    session
        .createNativeMutationQuery(
            """
            insert into import_parked as p (kind, source, external_id, job_id, line, cells, column_name, awaits_source,
              awaits_id, parked_at)
            select :kind, r.source, r.external_id, :job, r.line, cast(r.cells as jsonb), r.column_name, r.awaits_source,
              r.awaits_id, :now
            from unnest(cast(:sources as text[]), cast(:ids as text[]), cast(:lines as int[]), cast(:cells as text[]),
              cast(:columns as text[]), cast(:awaitedSources as text[]), cast(:awaitedIds as text[]))
              as r (source, external_id, line, cells, column_name, awaits_source, awaits_id)
            on conflict (kind, source, external_id) do update set
              job_id = excluded.job_id, line = excluded.line, cells = excluded.cells,
              column_name = excluded.column_name, awaits_source = excluded.awaits_source,
              awaits_id = excluded.awaits_id, due = false, parked_at = excluded.parked_at
            """)
        .setParameter("kind", kind)
        .setParameter("job", jobId)
        .setParameter("now", now)
        .setParameter("sources", rows.stream().map(r -> r.id().source()).toArray(String[]::new))
        .setParameter("ids", rows.stream().map(r -> r.id().value()).toArray(String[]::new))
        .setParameter("lines", rows.stream().map(r -> (int) r.line()).toArray(Integer[]::new))
        .setParameter("cells", rows.stream().map(Waiting::cells).toArray(String[]::new))
        .setParameter("columns", rows.stream().map(Waiting::column).toArray(String[]::new))
        .setParameter(
            "awaitedSources",
            rows.stream()
                .map(r -> Objects.requireNonNull(r.awaited()).source())
                .toArray(String[]::new))
        .setParameter(
            "awaitedIds",
            rows.stream()
                .map(r -> Objects.requireNonNull(r.awaited()).value())
                .toArray(String[]::new))
        .executeUpdate();
  }

  /** These rows have come; whatever waited under their own ids is outdated. */
  void arrived(String kind, Collection<ExternalId> ids) {
    session
        .createNativeMutationQuery(
            """
            with came as (
              select * from unnest(cast(:sources as text[]), cast(:ids as text[])) as c (source, external_id)),
            outdated as (
              delete from import_parked p using came c
              where p.kind = :kind and p.source = c.source and p.external_id = c.external_id)
            update import_parked p set due = true from came c
            where p.awaits_source = c.source and p.awaits_id = c.external_id
              and not (p.kind = :kind and exists (
                select from came o where o.source = p.source and o.external_id = p.external_id))
            """)
        .setParameter("kind", kind)
        .setParameter("sources", ids.stream().map(ExternalId::source).toArray(String[]::new))
        .setParameter("ids", ids.stream().map(ExternalId::value).toArray(String[]::new))
        .executeUpdate();
  }

  /**
   * At the end of a job: what it waits for may have come from a job at the same time that could not
   * see it waiting, and the other way round.
   */
  void doubtThoseOfOverlappingJobs(long jobId) {
    session
        .createNativeMutationQuery(
            """
            update import_parked p set due = true
            from import_job me
            where me.id = :job and (
              (p.job_id <> :job and p.parked_at >= me.started_at)
              or (p.job_id = :job and exists (
                select from import_job o
                where o.id <> :job and (o.state = 'RUNNING' or o.ended_at >= me.started_at))))
            """)
        .setParameter("job", jobId)
        .executeUpdate();
  }

  List<Parked> due(int most) {
    return session
        .createNativeQuery(
            PARKED
                + """
                where p.due order by p.id limit :most for update of p skip locked
                """,
            Parked.class)
        .setParameter("most", most)
        .getResultList();
  }

  /** Tried in vain: each waits for what its rejection names now. */
  void waitOn(List<Long> ids, List<Rejection> rejections) {
    List<ExternalId> awaited =
        rejections.stream().map(one -> Objects.requireNonNull(one.awaited())).toList();
    session
        .createNativeMutationQuery(
            """
            update import_parked p set due = false, column_name = r.column_name, awaits_source = r.source,
              awaits_id = r.awaited
            from unnest(cast(:ids as bigint[]), cast(:columns as text[]), cast(:sources as text[]),
              cast(:awaited as text[])) as r (id, column_name, source, awaited)
            where p.id = r.id
            """)
        .setParameter("ids", ids.toArray(Long[]::new))
        .setParameter("columns", rejections.stream().map(Rejection::column).toArray(String[]::new))
        .setParameter("sources", awaited.stream().map(ExternalId::source).toArray(String[]::new))
        .setParameter("awaited", awaited.stream().map(ExternalId::value).toArray(String[]::new))
        .executeUpdate();
  }

  /** Rows of this kind that wait, in these columns, for a row of this kind that waits itself. */
  List<Parked> waitingForEachOther(String kind, Collection<String> columns) {
    return session
        .createNativeQuery(
            PARKED
                + """
                where p.kind = :kind and p.column_name = any (cast(:columns as text[]))
                  and exists (
                    select from import_parked o
                    where o.kind = p.kind and o.source = p.awaits_source and o.external_id = p.awaits_id)
                  and exists (
                    select from import_parked o
                    where o.kind = p.kind and o.awaits_source = p.source and o.awaits_id = p.external_id)
                order by p.id for update of p skip locked
                """,
            Parked.class)
        .setParameter("kind", kind)
        .setParameter("columns", columns.toArray(String[]::new))
        .getResultList();
  }

  void remove(Collection<Long> ids) {
    session
        .createNativeMutationQuery(
            "delete from import_parked where id = any (cast(:ids as bigint[]))")
        .setParameter("ids", ids.toArray(Long[]::new))
        .executeUpdate();
  }

  List<Parked> byIds(Collection<Long> ids) {
    return session
        .createNativeQuery(
            PARKED
                + """
                where p.id = any (cast(:ids as bigint[])) order by p.id for update of p
                """,
            Parked.class)
        .setParameter("ids", ids.toArray(Long[]::new))
        .getResultList();
  }

  List<Parked> page(@Nullable String kind, long afterId, int most) {
    return session
        .createNativeQuery(
            PARKED
                + """
                where p.id > :after and p.kind = coalesce(:kind, p.kind) order by p.id limit :most
                """,
            Parked.class)
        .setParameter("after", afterId)
        .setParameter("kind", kind, String.class)
        .setParameter("most", most)
        .getResultList();
  }

  record Total(int parked) {}

  int number(@Nullable String kind) {
    return session
        .createNativeQuery(
            "select cast(count(*) as int) as parked from import_parked where kind = coalesce(:kind, kind)",
            Total.class)
        .setParameter("kind", kind, String.class)
        .getSingleResult()
        .parked();
  }
}
