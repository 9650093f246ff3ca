package io.keypulse.platform;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.hibernate.FlushMode;
import org.hibernate.Session;

/**
 * What is asked at once is read in one transaction, which is never committed: it sees one state of
 * the books, cannot change them, and the database ends it when its time is over.
 */
@ApplicationScoped
public class QueryTransaction {
  private static final String LIMIT =
      """
      select set_config('transaction_read_only', 'on', true),
        set_config('statement_timeout', ?, true), set_config('transaction_timeout', ?, true),
        set_config('plan_cache_mode', 'force_generic_plan', true)
      """;

  /** The statement's time is over, or the transaction's. */
  private static final Set<String> OVER = Set.of("57014", "25P04");

  @Inject DataSource database;
  @Inject Session session;

  private record Limit(Duration time, long endsAt) {
    static Limit of(Duration time) {
      return new Limit(time, System.nanoTime() + time.toNanos());
    }

    boolean isReached() {
      return System.nanoTime() - endsAt >= 0;
    }

    Refused refusal() {
      return tooLong(time);
    }
  }

  private static final ScopedValue<Limit> CURRENT = ScopedValue.newInstance();

  /**
   * @throws Refused OVER_BUDGET, naming {@code time}, when work does not catch that the database
   *     ended it
   */
  public <T> T during(Duration time, Supplier<T> work) {
    return ScopedValue.where(CURRENT, Limit.of(time)).call(() -> during(work));
  }

  private <T> T during(Supplier<T> work) {
    QuarkusTransaction.begin();
    try {
      limit(Long.toString(CURRENT.get().time().toMillis()));
      readOnly();
      return work.get();
    } catch (RuntimeException fault) {
      throw over(fault).<RuntimeException>map(refused -> refused).orElse(fault);
    } finally {
      QuarkusTransaction.rollback();
    }
  }

  /**
   * The refusal that this fault stands for where the transaction's time is over: the database tells
   * it to the statement it ends, and to those after it only that nobody listens any more.
   */
  public static Optional<Refused> over(Throwable fault) {
    return CURRENT.isBound() && (isOver(fault) || (CURRENT.get().isReached() && isOfSql(fault)))
        ? Optional.of(CURRENT.get().refusal())
        : Optional.empty();
  }

  /** What takes longer than it may is told so. */
  public static Refused tooLong(Duration time) {
    return new Refused(
        RefusalCode.OVER_BUDGET,
        "time",
        "This takes longer than " + time.toMillis() + " ms; ask about less at once.");
  }

  /** Nothing is kept to find out later what has changed. */
  private void readOnly() {
    session.setDefaultReadOnly(true);
    session.setHibernateFlushMode(FlushMode.MANUAL);
  }

  private void limit(String milliseconds) {
    try (Connection connection = database.getConnection();
        PreparedStatement limit = connection.prepareStatement(LIMIT)) {
      limit.setString(1, milliseconds);
      limit.setString(2, milliseconds);
      limit.execute();
    } catch (SQLException fault) {
      throw new IllegalStateException("The database does not answer", fault);
    }
  }

  private static boolean isOver(Throwable fault) {
    return causes(fault)
        .anyMatch(cause -> cause instanceof SQLException told && OVER.contains(told.getSQLState()));
  }

  private static boolean isOfSql(Throwable fault) {
    return causes(fault).anyMatch(SQLException.class::isInstance);
  }

  private static Stream<Throwable> causes(Throwable fault) {
    return Stream.iterate(fault, Objects::nonNull, Throwable::getCause);
  }
}
