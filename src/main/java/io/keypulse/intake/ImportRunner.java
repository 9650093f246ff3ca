package io.keypulse.intake;

import io.keypulse.platform.AsSystem;
import io.keypulse.platform.Collisions;
import io.keypulse.platform.CurrentViewer;
import io.keypulse.platform.Viewer;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.persistence.LockTimeoutException;
import jakarta.persistence.PessimisticLockException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.hibernate.JDBCException;
import org.hibernate.exception.ConstraintViolationException;
import org.hibernate.exception.DataException;
import org.hibernate.exception.LockAcquisitionException;
import org.jboss.logging.Logger;

/**
 * Carries a job from its last committed batch to its end. Each batch is one transaction with its
 * verdicts and the progress of the job. A batch that the database refuses is halved until the row
 * at fault stands alone, so a bad row costs no other.
 */
@ApplicationScoped
class ImportRunner {
  private static final Logger LOG = Logger.getLogger(ImportRunner.class);
  private static final int ROWS_PER_BATCH = 5000;
  private static final int MOST_COLLISIONS = 5;

  @Inject Importers importers;
  @Inject ImportConfig config;
  @Inject ImportJobs jobs;
  @Inject ImportFiles files;
  @Inject Arrivals arrivals;
  @Inject ImportBooks books;
  @Inject Parking parking;
  @Inject Rehearsal rehearsal;
  @Inject Conflicts conflicts;
  @Inject CurrentViewer viewer;
  @Inject InstantSource clock;

  private volatile boolean ending;

  /** Takes one waiting or abandoned job and carries it on; false when there is none. */
  @AsSystem
  boolean runNext() {
    if (ending) {
      return false;
    }
    Optional<ImportJob> job =
        QuarkusTransaction.requiringNew().call(() -> jobs.claim(clock.instant(), config.lease()));
    job.ifPresent(this::run);
    return job.isPresent();
  }

  /** Carries on a job that is this replica's, on behalf of whoever brought the file. */
  void run(ImportJob job) {
    viewer.onBehalfOf(
        new Viewer(Viewer.Access.ADMIN, job.requestedBy(), job.requestedByName()),
        () -> {
          try {
            work(job, importers.of(job.kind()));
          } catch (LeaseLost taken) {
            LOG.warnf("Import %d was taken over by another replica", job.id());
          } catch (RuntimeException fault) {
            if (Collisions.ended(fault)) {
              LOG.warnf(
                  "Import %d and somebody else's work waited for each other; it is tried again",
                  job.id());
            } else {
              LOG.errorf(fault, "Import %d stopped; it is tried again", job.id());
            }
            handBack(job);
          }
        });
  }

  void stop(@Observes ShutdownEvent end) {
    ending = true;
  }

  private <R> void work(ImportJob job, Importer<R> importer) {
    try (JobFile<R> file = open(job, importer);
        ReadAhead<R> batches = new ReadAhead<>(viewer, () -> file.batch(ROWS_PER_BATCH))) {
      for (List<Arrival<R>> batch = batches.next(); !batch.isEmpty(); batch = batches.next()) {
        if (ending) {
          handBack(job);
          return;
        }
        put(job, importer, batch, 0);
        parking.retryDue(job);
      }
    }
    if (job.mode() == ImportMode.DRY_RUN) {
      rehearsal.findOwnReferences(job, importer);
    }
    QuarkusTransaction.requiringNew().run(() -> parking.doubtThoseOfOverlappingJobs(job));
    parking.retryDue(job);
    QuarkusTransaction.requiringNew()
        .run(
            () -> {
              parking.rejectCircles(job, importer);
              books.end(job);
            });
  }

  /** At the first row that is not dealt with. */
  private <R> JobFile<R> open(ImportJob job, Importer<R> importer) {
    CsvFile csv = CsvFile.open(files.open(job.id()), job.encoding(), job.delimiter());
    JobFile<R> file = JobFile.of(csv, job, books.order(job), importer);
    file.skip(job.rowsDone());
    return file;
  }

  private <R> void put(
      ImportJob job, Importer<R> importer, List<Arrival<R>> batch, int collisions) {
    try {
      if (job.mode() == ImportMode.DRY_RUN) {
        List<Importer.Outcome> outcomes = rehearsal.put(batch, importer);
        QuarkusTransaction.requiringNew().run(() -> books.record(job, importer, batch, outcomes));
      } else {
        QuarkusTransaction.requiringNew()
            .run(
                () ->
                    books.record(job, importer, batch, arrivals.put(batch, importer, job.mode())));
      }
    } catch (ConstraintViolationException | DataException refused) {
      putApart(job, importer, batch, refused);
    } catch (LockAcquisitionException | LockTimeoutException | PessimisticLockException collided) {
      if (collisions == MOST_COLLISIONS) {
        throw collided;
      }
      put(job, importer, batch, collisions + 1);
    }
  }

  private <R> void putApart(
      ImportJob job, Importer<R> importer, List<Arrival<R>> batch, JDBCException refused) {
    if (batch.size() == 1) {
      Importer.Outcome outcome =
          new Importer.Outcome.Rejected(
              conflicts.explain(refused, importer, batch.getFirst().cells().cells()));
      QuarkusTransaction.requiringNew()
          .run(() -> books.record(job, importer, batch, List.of(outcome)));
    } else {
      int half = batch.size() / 2;
      put(job, importer, batch.subList(0, half), 0);
      put(job, importer, batch.subList(half, batch.size()), 0);
    }
  }

  private void handBack(ImportJob job) {
    QuarkusTransaction.requiringNew().run(() -> jobs.handBack(job));
  }
}
