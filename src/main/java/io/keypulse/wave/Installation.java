package io.keypulse.wave;

import io.keypulse.platform.AsSystem;
import io.keypulse.platform.Chance;
import io.keypulse.survey.Surveyor;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptor;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.hibernate.Session;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Knows the database it runs on. A copy by dump has another identity; one of its files keeps it,
 * and is told another {@code keypulse.installation}, which is also a name where there was none:
 * whatever was about to be mailed there waits until a person has looked, for it may have been
 * mailed already.
 */
@ApplicationScoped
class Installation {
  private static final Logger LOG = Logger.getLogger(Installation.class);
  private static final int BEFORE_THE_SCHEDULER = Interceptor.Priority.PLATFORM_BEFORE - 2;
  static final String REASON =
      "This database is a copy: look whether these mails have left already, then resume.";

  @Inject Session session;
  @Inject Waves waves;
  @Inject Surveyor surveyor;
  @Inject Event<DatabaseCopied> copied;
  @Inject Chance chance;
  @Inject InstantSource clock;

  @Inject
  @ConfigProperty(name = "keypulse.installation")
  Optional<String> name;

  record Known(UUID epoch, boolean same, @Nullable String named) {}

  void onStart(@Observes @Priority(BEFORE_THE_SCHEDULER) StartupEvent start) {
    recognise(name.orElse(null), clock.instant());
  }

  /**
   * Adopts the database at the first start.
   *
   * @return whether it was a copy, whose waves are paused now and whose due programs are held
   */
  @AsSystem
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  boolean recognise(@Nullable String named, Instant now) {
    adopt(named, now);
    Known known = known();
    if (known.same() && (named == null || named.equals(known.named()))) {
      return false;
    }
    if (known.same() && waves.count() == 0) {
      begin(named, now);
      return false;
    }
    int held = surveyor.holdDue(now);
    waves.open().stream()
        .flatMap(id -> waves.locked(id).stream())
        .forEach(w -> w.pause(REASON, now));
    copied.fire(new DatabaseCopied(now));
    begin(named, now);
    LOG.errorf(
        "This database is a copy of installation %s: its open waves are paused and %d due programs held until"
            + " somebody resumes or releases them",
        known.epoch(), held);
    return true;
  }

  private void adopt(@Nullable String named, Instant now) {
    session
        .createNativeMutationQuery(
            """
            insert into installation (epoch, identity, named, adopted_at)
            values (:epoch, database_identity(), cast(:named as text), :now) on conflict do nothing
            """)
        .setParameter("epoch", chance.key())
        .setParameter("named", named, String.class)
        .setParameter("now", now)
        .executeUpdate();
  }

  private Known known() {
    return session
        .createNativeQuery(
            "select epoch, identity = database_identity() as same, named from installation for update",
            Known.class)
        .getSingleResult();
  }

  private void begin(@Nullable String named, Instant now) {
    session
        .createNativeMutationQuery(
            """
            update installation set epoch = :epoch, identity = database_identity(),
              named = coalesce(cast(:named as text), named), adopted_at = :now
            """)
        .setParameter("epoch", chance.key())
        .setParameter("named", named, String.class)
        .setParameter("now", now)
        .executeUpdate();
  }
}
