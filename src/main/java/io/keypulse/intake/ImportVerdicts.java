package io.keypulse.intake;

import io.keypulse.platform.ExternalId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.hibernate.Session;
import org.hibernate.query.MutationQuery;
import org.hibernate.query.NativeQuery;
import org.jspecify.annotations.Nullable;

/** What became of every row of every file. */
@ApplicationScoped
class ImportVerdicts {
  @Inject Session session;

  /** Verdicts of lines that follow each other without a gap, a letter each. */
  record Stretch(int firstLine, String letters) {}

  record Detail(
      long jobId,
      int line,
      String verdict,
      String columnName,
      @Nullable String code,
      String message,
      @Nullable Long settledBy,
      @Nullable String source,
      @Nullable String externalId) {
    Verdict view() {
      return new Verdict(
          line,
          RowVerdict.valueOf(verdict),
          columnName,
          code == null ? null : Rejection.Code.valueOf(code),
          message,
          source,
          externalId);
    }
  }

  void addStretches(long jobId, List<Stretch> stretches) {
    session
        .createNativeMutationQuery(
            """
            insert into import_stretch (job_id, first_line, letters)
            select :job, * from unnest(cast(:lines as int[]), cast(:letters as text[]))
            """)
        .setParameter("job", jobId)
        .setParameter("lines", stretches.stream().map(Stretch::firstLine).toArray(Integer[]::new))
        .setParameter("letters", stretches.stream().map(Stretch::letters).toArray(String[]::new))
        .executeUpdate();
  }

  /**
   * @param awaited what each of them waits for, where it does
   */
  void add(long jobId, List<Verdict> verdicts, List<Optional<ExternalId>> awaited) {
    bound(
            session.createNativeMutationQuery(
                """
            insert into import_verdict (job_id, line, verdict, column_name, code, message, awaits_source, awaits_id,
              source, external_id)
            select :job, * from unnest(cast(:lines as int[]), cast(:verdicts as text[]), cast(:columns as text[]),
              cast(:codes as text[]), cast(:messages as text[]), cast(:awaitedSources as text[]),
              cast(:awaitedIds as text[]), cast(:sources as text[]), cast(:ids as text[]))
            """),
            verdicts)
        .setParameter("job", jobId)
        .setParameter("sources", verdicts.stream().map(Verdict::source).toArray(String[]::new))
        .setParameter("ids", verdicts.stream().map(Verdict::externalId).toArray(String[]::new))
        .setParameter(
            "awaitedSources",
            awaited.stream()
                .map(a -> a.map(ExternalId::source).orElse(null))
                .toArray(String[]::new))
        .setParameter(
            "awaitedIds",
            awaited.stream().map(a -> a.map(ExternalId::value).orElse(null)).toArray(String[]::new))
        .executeUpdate();
  }

  /** Parked rows have come to these verdicts through that job. */
  void settle(List<Long> jobIds, List<Verdict> verdicts, @Nullable Long through) {
    bound(
            session.createNativeMutationQuery(
                """
            update import_verdict v set verdict = r.verdict, column_name = r.column_name, code = r.code,
              message = r.message, settled_by = :through,
              source = case when r.code is distinct from 'ERASED' then v.source end,
              external_id = case when r.code is distinct from 'ERASED' then v.external_id end
            from unnest(cast(:jobs as bigint[]), cast(:lines as int[]), cast(:verdicts as text[]),
              cast(:columns as text[]), cast(:codes as text[]), cast(:messages as text[]))
              as r (job_id, line, verdict, column_name, code, message)
            where v.job_id = r.job_id and v.line = r.line
            """),
            verdicts)
        .setParameter("through", through, Long.class)
        .setParameter("jobs", jobIds.toArray(Long[]::new))
        .executeUpdate();
  }

  private static MutationQuery bound(MutationQuery query, List<Verdict> verdicts) {
    return query
        .setParameter("lines", verdicts.stream().map(v -> (int) v.line()).toArray(Integer[]::new))
        .setParameter(
            "verdicts", verdicts.stream().map(v -> v.verdict().name()).toArray(String[]::new))
        .setParameter("columns", verdicts.stream().map(Verdict::column).toArray(String[]::new))
        .setParameter(
            "codes",
            verdicts.stream()
                .map(v -> v.code() == null ? null : v.code().name())
                .toArray(String[]::new))
        .setParameter("messages", verdicts.stream().map(Verdict::message).toArray(String[]::new));
  }

  /** Rows that wait, by one of these columns. */
  List<OwnReferences.Waiting> waitingWithin(long jobId, Collection<String> columns) {
    return session
        .createNativeQuery(
            """
            select line, column_name, awaits_source, awaits_id from import_verdict
            where job_id = :job and verdict = 'PARKED' and column_name = any (cast(:columns as text[]))
            order by line
            """,
            OwnReferences.Waiting.class)
        .setParameter("job", jobId)
        .setParameter("columns", columns.toArray(String[]::new))
        .getResultList();
  }

  /** The lines whose rows did not come in. */
  Set<Integer> absent(long jobId, int firstLine, int lastLine) {
    return between(jobId, firstLine, lastLine).stream()
        .filter(row -> Set.of("PARKED", "REJECTED").contains(row.verdict()))
        .map(Detail::line)
        .collect(Collectors.toSet());
  }

  List<Stretch> stretches(long jobId, int afterLine, int most) {
    return session
        .createNativeQuery(
            """
            select first_line, letters from import_stretch
            where job_id = :job and first_line > :after order by first_line limit :most
            """,
            Stretch.class)
        .setParameter("job", jobId)
        .setParameter("after", afterLine)
        .setParameter("most", most)
        .getResultList();
  }

  List<Detail> between(long jobId, int firstLine, int lastLine) {
    return session
        .createNativeQuery(
            """
            select job_id, line, verdict, column_name, code, message, settled_by, source, external_id
            from import_verdict
            where job_id = :job and line between :first and :last
            """,
            Detail.class)
        .setParameter("job", jobId)
        .setParameter("first", firstLine)
        .setParameter("last", lastLine)
        .getResultList();
  }

  /** Per job the next rows that people should look at, by line. */
  List<Detail> telling(Collection<Long> jobIds, int afterLine, int most) {
    return page("code is not null", jobIds, afterLine, most).getResultList();
  }

  /** Per job the next rows with these verdicts, by line. */
  List<Detail> page(
      Collection<Long> jobIds, Collection<RowVerdict> verdicts, int afterLine, int most) {
    return page("verdict = any (cast(:verdicts as text[]))", jobIds, afterLine, most)
        .setParameter("verdicts", verdicts.stream().map(Enum::name).toArray(String[]::new))
        .getResultList();
  }

  private NativeQuery<Detail> page(String which, Collection<Long> jobIds, int afterLine, int most) {
    return session
        .createNativeQuery(
            """
            select v.job_id, v.line, v.verdict, v.column_name, v.code, v.message, v.settled_by, v.source, v.external_id
            from unnest(cast(:jobs as bigint[])) as j (id)
            cross join lateral (
              select * from import_verdict
              where job_id = j.id and %s and line > :after
              order by line limit :most) v
            order by v.job_id, v.line
            """
                .formatted(which),
            Detail.class)
        .setParameter("jobs", jobIds.toArray(Long[]::new))
        .setParameter("after", afterLine)
        .setParameter("most", most);
  }
}
