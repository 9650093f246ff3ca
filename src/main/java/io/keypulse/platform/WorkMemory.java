package io.keypulse.platform;

import org.hibernate.Session;

/**
 * What PostgreSQL may take for sorting and hashing in this transaction, however many rows there
 * are; more goes to disk. Its own 4 MB would send there all but the smallest.
 */
public final class WorkMemory {
  private record Given(String size) {}

  private WorkMemory() {}

  public static void give(Session session) {
    session
        .createNativeQuery("select set_config('work_mem', '64MB', true) as size", Given.class)
        .getSingleResult();
  }
}
