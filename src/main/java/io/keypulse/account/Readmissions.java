package io.keypulse.account;

import io.keypulse.platform.ExternalId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import org.hibernate.Session;

/** Erased people who want to be known again. What they said about being asked comes back too. */
@ApplicationScoped
class Readmissions {
  @Inject Session session;
  @Inject PersonHash hashes;

  record Any(boolean any) {}

  record Taken(long taken) {}

  /** An address or an external id that a contact has now. */
  record Identity(int contactId, String hash) {}

  Identity identity(int contactId, ExternalId id) {
    return new Identity(contactId, hashes.of(id));
  }

  Identity identity(int contactId, String address) {
    return new Identity(contactId, hashes.of(address));
  }

  int readmit(ExternalId id, String reason, Instant now) {
    return readmitHash(hashes.of(id), reason, now);
  }

  int readmit(String address, String reason, Instant now) {
    return readmitHash(hashes.of(address), reason, now);
  }

  /** Lifts everything of the erased contact that has this hash; says how much. */
  private int readmitHash(String hash, String reason, Instant now) {
    return session
        .createNativeMutationQuery(
            """
            update erased_identity e set readmitted_at = :now, readmitted_by = viewer_id(), readmitted_because = :reason
            from erased_identity k
            where k.hash = decode(:hash, 'hex') and k.readmitted_at is null
              and e.contact_id = k.contact_id and e.readmitted_at is null
            """)
        .setParameter("now", now)
        .setParameter("reason", reason)
        .setParameter("hash", hash)
        .executeUpdate();
  }

  /** Mostly nobody was: then nothing has to be looked for. */
  boolean any() {
    return session
        .createNativeQuery(
            "select exists (select from erased_identity where readmitted_at is not null) as any",
            Any.class)
        .getSingleResult()
        .any();
  }

  /** Whoever had these identities before and was erased: their objections count again. */
  void takeUpPermissions(List<Identity> identities, Instant now) {
    session
        .createNativeQuery(
            "select take_up_permissions(cast(:contacts as int[]), cast(:hashes as text[]), :now) as taken",
            Taken.class)
        .setParameter(
            "contacts", identities.stream().map(Identity::contactId).toArray(Integer[]::new))
        .setParameter("hashes", identities.stream().map(Identity::hash).toArray(String[]::new))
        .setParameter("now", now)
        .getSingleResult();
  }
}
