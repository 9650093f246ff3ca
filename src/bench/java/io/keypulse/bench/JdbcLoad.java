package io.keypulse.bench;

import io.keypulse.demo.EmbeddedDatabase;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/** The same over plain JDBC with prepared statements, where pgbench is absent. */
record JdbcLoad(EmbeddedDatabase database) implements SqlLoad {
  @Override
  public String tool() {
    return "JDBC";
  }

  @Override
  public double perSecond(SqlScript script, int connections, int transactionsEach)
      throws Exception {
    return Load.perSecond(
        connections, connections * transactionsEach, () -> new Session(database, script));
  }

  private static final class Session implements Load.Worker {
    private final Connection connection;
    private final long firstId;
    private final List<Prepared> transaction = new ArrayList<>();

    private record Prepared(PreparedStatement statement, int places) {}

    Session(EmbeddedDatabase database, SqlScript script) throws SQLException {
      Properties settings = new Properties();
      settings.setProperty("user", "keypulse_app");
      settings.setProperty("password", EmbeddedDatabase.PASSWORD);
      settings.setProperty("options", script.sessionOptions());
      connection = DriverManager.getConnection(database.url(), settings);
      connection.setAutoCommit(false);
      firstId = script.firstId();
      for (String sql : script.statements()) {
        transaction.add(
            new Prepared(
                connection.prepareStatement(sql.replace(":id", "?")),
                sql.split(":id", -1).length - 1));
      }
    }

    @Override
    public void work(int number) throws SQLException {
      for (Prepared prepared : transaction) {
        for (int place = 1; place <= prepared.places(); place++) {
          prepared.statement().setLong(place, firstId + number);
        }
        prepared.statement().execute();
      }
      connection.commit();
    }

    @Override
    public void close() throws SQLException {
      connection.close();
    }
  }
}
