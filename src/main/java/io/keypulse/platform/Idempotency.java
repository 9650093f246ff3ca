package io.keypulse.platform;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/**
 * Carries a mutation out once, however often a client that got no answer sends it. The key and its
 * object are written in the mutation's own transaction; of two at the same time the second waits
 * for the first.
 */
@ApplicationScoped
public class Idempotency {
  private static final int LONGEST_KEY = 100;

  private final Session session;
  private final CurrentViewer viewer;
  private final KeyedHash hash;

  @Inject
  Idempotency(
      Session session,
      CurrentViewer viewer,
      @ConfigProperty(name = "keypulse.privacy.secret") String secret) {
    this.session = session;
    this.viewer = viewer;
    hash = new KeyedHash(secret);
  }

  record Known(String fingerprint, @Nullable Long objectId) {}

  /**
   * The object that the first request with this key made, or makes it now; without a key always
   * now.
   *
   * @param operation the mutation's name
   * @param input all that the client sent; its text must not depend on anything else
   * @throws Refused INVALID when the key was used for another input
   */
  public long once(String operation, @Nullable String key, Object input, LongSupplier make) {
    if (key == null) {
      return make.getAsLong();
    }
    if (key.isBlank() || key.length() > LONGEST_KEY || key.indexOf('\0') >= 0) {
      throw Refused.invalid("idempotencyKey", "Choose a key of 1 to 100 characters.");
    }
    String fingerprint = fingerprint(operation, input);
    if (claim(operation, key, fingerprint)) {
      long made = make.getAsLong();
      remember(operation, key, made);
      return made;
    }
    return known(operation, key)
        .filter(known -> known.fingerprint().equals(fingerprint))
        .map(Known::objectId)
        .orElseThrow(
            () ->
                Refused.invalid(
                    "idempotencyKey",
                    "This key was used for another request; choose a new one for each."));
  }

  /** The first request with this key was carried out; what it made cannot be shown again. */
  public static Refused noLongerThere() {
    return Refused.notFound(
        "idempotencyKey",
        "This was carried out before; what it made is no longer there, or no longer yours to see.");
  }

  private boolean claim(String operation, String key, String fingerprint) {
    return session
            .createNativeMutationQuery(
                """
                insert into idempotency_key (viewer, operation, key, fingerprint)
                values (:viewer, :operation, :key, :fingerprint)
                on conflict do nothing
                """)
            .setParameter("viewer", viewer.require().key())
            .setParameter("operation", operation)
            .setParameter("key", key)
            .setParameter("fingerprint", fingerprint)
            .executeUpdate()
        == 1;
  }

  private void remember(String operation, String key, long made) {
    session
        .createNativeMutationQuery(
            """
            update idempotency_key set object_id = :made
            where viewer = :viewer and operation = :operation and key = :key
            """)
        .setParameter("made", made)
        .setParameter("viewer", viewer.require().key())
        .setParameter("operation", operation)
        .setParameter("key", key)
        .executeUpdate();
  }

  private Optional<Known> known(String operation, String key) {
    return session
        .createNativeQuery(
            """
            select fingerprint, object_id from idempotency_key
            where viewer = :viewer and operation = :operation and key = :key
            """,
            Known.class)
        .setParameter("viewer", viewer.require().key())
        .setParameter("operation", operation)
        .setParameter("key", key)
        .uniqueResultOptional();
  }

  /**
   * Keyed, for inputs name people and can be guessed; of the same input of somebody else another.
   */
  private String fingerprint(String operation, Object input) {
    return hash.of(
        String.join("\0", "idempotency", viewer.require().key(), operation, input.toString()));
  }
}
