package io.keypulse.invitation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import org.hibernate.Session;
import org.hibernate.query.NativeQuery;

/** Who was invited, and to whom links lead. */
@ApplicationScoped
class Invitees {
  @Inject Session session;

  Optional<Inviter.Invited> ofContact(int waveId, int contactId) {
    return row("i.wave_id = :wave and i.contact_id = :contact")
        .setParameter("wave", waveId)
        .setParameter("contact", contactId)
        .getResultList()
        .stream()
        .findFirst();
  }

  private record Id(long id) {}

  /** What is read next is what it is until the transaction ends. */
  void hold(int waveId, int contactId) {
    session
        .createNativeQuery(
            "select id from invitation where wave_id = :wave and contact_id = :contact for no key update",
            Id.class)
        .setParameter("wave", waveId)
        .setParameter("contact", contactId)
        .getResultList();
  }

  Optional<Inviter.Invited> byTokenHash(byte[] hash) {
    return row("i.token_hash = :hash").setParameter("hash", hash).getResultList().stream()
        .findFirst();
  }

  /** By a link that leads to nothing else, as one does that another took the place of. */
  void openWaysOut(long id, byte[] hash) {
    session
        .createNativeMutationQuery(
            """
            update invitation set former_hashes = array_append(former_hashes, cast(:hash as bytea))
            where id = :id and not coalesce(former_hashes, '{}') @> array[cast(:hash as bytea)]
            """)
        .setParameter("hash", hash)
        .setParameter("id", id)
        .executeUpdate();
  }

  /** Also of a link that leads to the ways out alone. */
  Optional<Inviter.Invited> byAnyTokenHash(byte[] hash) {
    return row("(i.token_hash = :hash or i.former_hashes @> array[cast(:hash as bytea)])")
        .setParameter("hash", hash)
        .getResultList()
        .stream()
        .findFirst();
  }

  private NativeQuery<Inviter.Invited> row(String which) {
    return session.createNativeQuery(
        """
        select i.id, i.wave_id, w.program_id, i.contact_id, i.account_id, i.team_id, i.name, i.language,
          i.time_zone, i.answered_at is not null as answered
        from invitation i join wave w on w.id = i.wave_id where\s"""
            + which,
        Inviter.Invited.class);
  }
}
