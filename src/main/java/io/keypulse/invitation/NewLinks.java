package io.keypulse.invitation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.hibernate.Session;

/**
 * A link is of one address. Whoever is written to at another gets a new one; the old one leads to
 * no answer any more, so that neither who changes an address nor who had it by mistake reads or
 * changes what is said there.
 */
@ApplicationScoped
class NewLinks {
  @Inject Session session;
  @Inject PersonalLinks links;

  /** Of those among these mails that have a new key. */
  void keep(List<Mails.Claimed> mails) {
    List<Mails.Claimed> changed = mails.stream().filter(Mails.Claimed::newKey).toList();
    if (changed.isEmpty()) {
      return;
    }
    session
        .createNativeMutationQuery(
            """
            update invitation i set former_hashes = array_append(i.former_hashes, i.token_hash), key = n.key,
              token_hash = n.hash
            from unnest(cast(:ids as bigint[]), cast(:keys as uuid[]), cast(:hashes as bytea[])) as n (id, key, hash)
            where i.id = n.id
            """)
        .setParameter("ids", Mails.each(changed, Mails.Claimed::invitationId, Long[]::new))
        .setParameter("keys", Mails.each(changed, Mails.Claimed::key, UUID[]::new))
        .setParameter("hashes", Mails.each(changed, mail -> links.hash(mail.key()), byte[][]::new))
        .executeUpdate();
  }
}
