package io.keypulse.account;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.hibernate.Session;

/**
 * Writes down and reads again what the database made of it: what changes nothing leaves even the
 * channel as it was.
 */
@ApplicationScoped
class Writing {
  @Inject Session session;

  void down(Object entity) {
    session.flush();
    session.refresh(entity);
  }
}
