package io.keypulse.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import graphql.ExecutionResult;
import io.keypulse.KeypulseTest;
import io.keypulse.platform.CurrentViewer;
import io.keypulse.platform.QueryTransaction;
import io.keypulse.platform.Viewer;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;

@KeypulseTest
class LongQueryTest {
  private static final Viewer VIEWER = new Viewer(Viewer.Access.ADMIN, null, "test");

  @Inject GraphQlEngine engine;
  @Inject QueryTransaction transaction;
  @Inject CurrentViewer viewer;

  @Test
  void everyFieldThatTheDatabaseDidNotAnswerInTimeSaysSo() throws SQLException {
    try (Connection connection = asAdministrator();
        Statement other = connection.createStatement()) {
      connection.setAutoCommit(false);
      other.execute("lock table keypulse.account in access exclusive mode");
      ExecutionResult result = ask("{ accounts { nodes { name } } teams { nodes { name } } }");
      assertEquals(2, result.getErrors().size(), () -> result.getErrors().toString());
      for (var error : result.getErrors()) {
        assertEquals("OVER_BUDGET", error.getExtensions().get("code"), error.toString());
        assertEquals("time", error.getExtensions().get("field"));
      }
      connection.rollback();
    }
    assertFalse(ask("{ teams(first: 1) { pageInfo { hasNextPage } } }").getErrors().size() > 0);
  }

  private ExecutionResult ask(String query) {
    return viewer.onBehalfOf(
        VIEWER,
        () ->
            transaction.during(
                Duration.ofMillis(700),
                () -> engine.query(new GraphQlRequest(query, null, Map.of()))));
  }

  private static Connection asAdministrator() throws SQLException {
    return DriverManager.getConnection(
        ConfigProvider.getConfig().getValue("keypulse.db.url", String.class),
        "postgres",
        "postgres");
  }
}
