package io.keypulse.platform;

import jakarta.ws.rs.core.HttpHeaders;
import java.sql.SQLException;
import java.util.stream.Stream;

/**
 * A fault that passes without anything being mended here: the database is out of reach, starts,
 * ends, is closed to everybody, has no room for one more, or is a standby that takes no changes; or
 * somebody else holds what is asked for longer than one waits.
 */
public final class Outage {
  /** What {@link HttpHeaders#RETRY_AFTER} says. */
  public static final int SECONDS = 5;

  /** SQLSTATEs, or how they begin. */
  private static final String[] STATES = {
    "08", "25006", "53300", "55000", "55P03", "57P01", "57P02", "57P03"
  };

  private Outage() {}

  public static boolean is(Throwable fault) {
    return SqlFaults.in(fault).anyMatch(told -> isOfTheDatabase(told) || isOfThePool(told));
  }

  private static boolean isOfTheDatabase(SQLException told) {
    String state = String.valueOf(told.getSQLState());
    return Stream.of(STATES).anyMatch(state::startsWith);
  }

  /** Agroal gives no state to who waited in vain for a connection. */
  private static boolean isOfThePool(SQLException told) {
    return told.getSQLState() == null
        && String.valueOf(told.getMessage()).contains("cquisition timeout");
  }
}
