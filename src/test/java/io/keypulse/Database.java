package io.keypulse;

import io.keypulse.demo.EmbeddedDatabase;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * The tests' own look into the database, past the application: as its administrator or as the
 * application's login.
 */
public final class Database {
  private Database() {}

  /** The first column of every row, as text; whoever reads sees everything. */
  public static List<String> column(String sql, Object... parameters) {
    try (Connection connection = asAdministrator()) {
      return column(connection, sql, parameters);
    } catch (SQLException fault) {
      throw new AssertionError(sql, fault);
    }
  }

  public static String value(String sql, Object... parameters) {
    return column(sql, parameters).getFirst();
  }

  public static void change(String sql, Object... parameters) {
    try (Connection connection = asAdministrator()) {
      prepared(connection, sql, parameters).executeUpdate();
    } catch (SQLException fault) {
      throw new AssertionError(sql, fault);
    }
  }

  public static Connection asAdministrator() throws SQLException {
    Connection connection = DriverManager.getConnection(url(), "postgres", "postgres");
    connection.setSchema("keypulse");
    return connection;
  }

  /** As the application logs in, after these statements. */
  public static List<String> asApplication(List<String> before, String sql) throws SQLException {
    try (Connection connection =
        DriverManager.getConnection(url(), "keypulse_app", EmbeddedDatabase.PASSWORD)) {
      for (String statement : before) {
        try (Statement first = connection.createStatement()) {
          first.execute(statement);
        }
      }
      return column(connection, sql);
    }
  }

  private static List<String> column(Connection connection, String sql, Object... parameters)
      throws SQLException {
    try (PreparedStatement statement = prepared(connection, sql, parameters);
        ResultSet rows = statement.executeQuery()) {
      List<String> values = new ArrayList<>();
      while (rows.next()) {
        values.add(rows.getString(1));
      }
      return values;
    }
  }

  private static PreparedStatement prepared(Connection connection, String sql, Object... parameters)
      throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    for (int i = 0; i < parameters.length; i++) {
      statement.setObject(i + 1, parameters[i]);
    }
    return statement;
  }

  private static String url() {
    return ConfigProvider.getConfig().getValue("keypulse.db.url", String.class);
  }
}
