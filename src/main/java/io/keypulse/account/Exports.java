package io.keypulse.account;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import org.hibernate.Session;

/** Who read out what is kept about whom, for the audit trail. */
@ApplicationScoped
class Exports {
  @Inject Session session;

  private record Entry(long id) {}

  /** By itself and before anything is read, for what a query does is never committed. */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  void note(int contactId) {
    session
        .createNativeQuery("select note_export(:contact) as id", Entry.class)
        .setParameter("contact", contactId)
        .getSingleResult();
  }
}
