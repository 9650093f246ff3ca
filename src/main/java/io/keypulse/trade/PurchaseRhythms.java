package io.keypulse.trade;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.hibernate.Session;

/** Whose next order is overdue since when, as the database keeps it for those who look for it. */
@ApplicationScoped
class PurchaseRhythms {
  @Inject Session session;

  private record Kept(boolean kept) {}

  private record Wrong(int accounts) {}

  private record Quiet(boolean quiet) {}

  /** False while lines go on coming in, ten minutes at most. */
  boolean areQuiet() {
    return session
        .createNativeQuery("select rhythms_are_quiet() as quiet", Quiet.class)
        .getSingleResult()
        .quiet();
  }

  /** Says whether there were any that had changed, or to whom a day that was ahead has come. */
  boolean keep() {
    return session
        .createNativeQuery("select keep_rhythms() as kept", Kept.class)
        .getSingleResult()
        .kept();
  }

  /** At how many accounts what is kept is not what their lines say; these are kept anew. */
  int wrong() {
    return session
        .createNativeQuery("select wrong_rhythms() as accounts", Wrong.class)
        .getSingleResult()
        .accounts();
  }
}
