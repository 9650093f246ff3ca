package io.keypulse.edge;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.hibernate.FlushMode;
import org.hibernate.Session;

/**
 * A query is read in one transaction, which is never committed: it sees one state of the books,
 * cannot change them, and the database ends it when its time is over.
 */
@ApplicationScoped
class QueryTransaction {
  private static final String LIMIT =
      """
      select set_config('transaction_read_only', 'on', true),
        set_config('statement_timeout', ?, true), set_config('transaction_timeout', ?, true)
      """;

  @Inject DataSource database;
  @Inject Session session;
  @Inject GraphQlLimits limits;

  <T> T during(Supplier<T> work) {
    QuarkusTransaction.begin();
    try {
      limit();
      readOnly();
      return work.get();
    } finally {
      QuarkusTransaction.rollback();
    }
  }

  /** Nothing is kept to find out later what has changed. */
  private void readOnly() {
    session.setDefaultReadOnly(true);
    session.setHibernateFlushMode(FlushMode.MANUAL);
  }

  private void limit() {
    String milliseconds = Long.toString(limits.time().toMillis());
    try (Connection connection = database.getConnection();
        PreparedStatement limit = connection.prepareStatement(LIMIT)) {
      limit.setString(1, milliseconds);
      limit.setString(2, milliseconds);
      limit.execute();
    } catch (SQLException fault) {
      throw new IllegalStateException("The database does not answer", fault);
    }
  }
}
