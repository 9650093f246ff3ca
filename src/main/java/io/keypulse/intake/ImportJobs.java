package io.keypulse.intake;

import io.keypulse.platform.Viewer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/** The books of the imports. What a job does to its row is guarded by its fence. */
@ApplicationScoped
class ImportJobs {
  /** Faults in a row, without a single batch in between, after which a job is given up. */
  private static final int MOST_ATTEMPTS = 5;

  @Inject Session session;

  record Id(long id) {}

  /** A new job, running under fence 1 where its maker runs it at once. */
  long create(
      String kind,
      ImportOrder order,
      String defaults,
      Inspection file,
      Viewer viewer,
      Instant now,
      @Nullable Duration lease) {
    return session
        .createNativeQuery(
            """
            insert into import_job (kind, file_name, mode, state, preset, defaults, encoding, delimiter, decimal_mark,
              date_pattern, passed_over, rows, requested_by, requested_by_name, requested_at, started_at, fence, lease_until)
            values (:kind, :file, :mode, case when :run then 'RUNNING' else 'QUEUED' end, :preset,
              cast(:defaults as jsonb), :encoding, :delimiter, :mark, :dates, cast(:passedOver as text[]), :rows, :by, :name, :now,
              case when :run then cast(:now as timestamptz) end, case when :run then 1 else 0 end,
              case when :run then cast(:until as timestamptz) end)
            returning id
            """,
            Id.class)
        .setParameter("kind", kind)
        .setParameter("file", order.fileName())
        .setParameter("mode", order.mode().name())
        .setParameter("run", lease != null)
        .setParameter(
            "preset",
            file.columns().preset() == null ? null : file.columns().preset().name(),
            String.class)
        .setParameter("defaults", defaults)
        .setParameter("encoding", file.dialect().encoding())
        .setParameter("delimiter", file.dialect().delimiter())
        .setParameter("mark", file.dialect().decimalMark())
        .setParameter("dates", file.dialect().datePattern())
        .setParameter("passedOver", file.columns().passedOver().toArray(String[]::new))
        .setParameter("rows", file.rows())
        .setParameter("by", viewer.employeeId(), Integer.class)
        .setParameter("name", viewer.name())
        .setParameter("now", now)
        .setParameter("until", lease == null ? now : now.plus(lease))
        .getSingleResult()
        .id();
  }

  /** The job that waits longest or whose replica is gone, now this replica's. */
  Optional<ImportJob> claim(Instant now, Duration lease) {
    giveUp(now);
    return session
        .createNativeQuery(
            """
            update import_job set state = 'RUNNING', fence = fence + 1, attempts = attempts + 1, lease_until = :until,
              started_at = coalesce(started_at, :now)
            where id = (
              select id from import_job
              where state = 'QUEUED' or (state = 'RUNNING' and lease_until < :now)
              order by id limit 1 for update skip locked)
            returning
            """
                + ImportJob.COLUMNS,
            ImportJob.class)
        .setParameter("until", now.plus(lease))
        .setParameter("now", now)
        .uniqueResultOptional();
  }

  private void giveUp(Instant now) {
    session
        .createNativeMutationQuery(
            """
            update import_job set state = 'FAILED', fence = fence + 1, lease_until = null, ended_at = :now
            where attempts >= :most and (state = 'QUEUED' or (state = 'RUNNING' and lease_until < :now))
            """)
        .setParameter("now", now)
        .setParameter("most", MOST_ATTEMPTS)
        .executeUpdate();
  }

  /** Back to the queue, for any replica. */
  void handBack(ImportJob job) {
    session
        .createNativeMutationQuery(
            """
            update import_job set state = 'QUEUED', fence = fence + 1, lease_until = null
            where id = :id and fence = :fence and state = 'RUNNING'
            """)
        .setParameter("id", job.id())
        .setParameter("fence", job.fence())
        .executeUpdate();
  }

  /** Counts these rows as dealt with; false when the job is no longer this replica's. */
  boolean advance(ImportJob job, Tally tally, Instant leaseUntil) {
    return session
            .createNativeMutationQuery(
                """
                update import_job set rows_done = rows_done + :rows, created = created + :created,
                  updated = updated + :updated, unchanged = unchanged + :unchanged, parked = parked + :parked,
                  rejected = rejected + :rejected, attempts = 0, lease_until = :until
                where id = :id and fence = :fence and state = 'RUNNING'
                """)
            .setParameter("rows", tally.all())
            .setParameter("created", tally.of(RowVerdict.CREATED))
            .setParameter("updated", tally.of(RowVerdict.UPDATED))
            .setParameter("unchanged", tally.of(RowVerdict.UNCHANGED))
            .setParameter("parked", tally.of(RowVerdict.PARKED))
            .setParameter("rejected", tally.of(RowVerdict.REJECTED))
            .setParameter("until", leaseUntil)
            .setParameter("id", job.id())
            .setParameter("fence", job.fence())
            .executeUpdate()
        == 1;
  }

  /** A parked row of this job has come to this verdict through that job. */
  void settle(long jobId, Tally settled, @Nullable Long through) {
    session
        .createNativeMutationQuery(
            """
            update import_job set parked = parked - :all, created = created + :created, updated = updated + :updated,
              unchanged = unchanged + :unchanged, rejected = rejected + :rejected
            where id = :id
            """)
        .setParameter("all", settled.all())
        .setParameter("created", settled.of(RowVerdict.CREATED))
        .setParameter("updated", settled.of(RowVerdict.UPDATED))
        .setParameter("unchanged", settled.of(RowVerdict.UNCHANGED))
        .setParameter("rejected", settled.of(RowVerdict.REJECTED))
        .setParameter("id", jobId)
        .executeUpdate();
    if (through != null && through != jobId) {
      session
          .createNativeMutationQuery(
              "update import_job set resolved = resolved + :all where id = :id")
          .setParameter("all", settled.all() - settled.of(RowVerdict.REJECTED))
          .setParameter("id", through)
          .executeUpdate();
    }
  }

  boolean end(ImportJob job, Instant now) {
    return session
            .createNativeMutationQuery(
                """
                update import_job set state = 'DONE', lease_until = null, ended_at = :now
                where id = :id and fence = :fence and state = 'RUNNING'
                """)
            .setParameter("now", now)
            .setParameter("id", job.id())
            .setParameter("fence", job.fence())
            .executeUpdate()
        == 1;
  }

  /** Forgets some that ended before then, with their verdicts and whatever of them still waits. */
  int forget(Instant before, int most) {
    return session
        .createNativeMutationQuery(
            """
            delete from import_job where id in (
              select id from import_job where ended_at < :before order by ended_at limit :most for update skip locked)
            """)
        .setParameter("before", before)
        .setParameter("most", most)
        .executeUpdate();
  }

  private record Told(String told) {}

  /** Whoever listens for progress hears of it when the transaction commits. */
  void announce(long jobId) {
    session
        .createNativeQuery(
            "select cast(pg_notify('keypulse_import', :id) as text) as told", Told.class)
        .setParameter("id", Long.toString(jobId))
        .getResultList();
  }
}
