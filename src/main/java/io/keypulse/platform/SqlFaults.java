package io.keypulse.platform;

import java.sql.SQLException;
import java.util.stream.Stream;

/** What the database said, wherever a fault carries it. */
public final class SqlFaults {
  private SqlFaults() {}

  /** A transaction that cannot be committed tells why in what it suppressed. */
  public static Stream<SQLException> in(Throwable fault) {
    return Stream.concat(
        fault instanceof SQLException told ? Stream.of(told) : Stream.empty(),
        Stream.concat(Stream.of(fault.getSuppressed()), Stream.ofNullable(fault.getCause()))
            .flatMap(SqlFaults::in));
  }
}
