package io.keypulse.platform;

import io.agroal.api.AgroalPoolInterceptor;
import io.quarkus.arc.Unremovable;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Puts every connection behind the viewer's row level security when it leaves the pool, and takes
 * all rights from it when it comes back. Without a viewer nothing is set, and the login role itself
 * may read no account.
 */
@Singleton
@Unremovable
class Wall implements AgroalPoolInterceptor {
  private static final Logger LOG = Logger.getLogger(Wall.class);

  private static final String TAKE =
      """
      select set_config('role', ?, false), set_config('keypulse.viewer', ?, false),
        set_config('keypulse.viewer_name', ?, false), set_config('keypulse.today', ?, false)
      """;

  @Inject CurrentViewer viewer;
  @Inject Today today;

  @Override
  public void onConnectionAcquire(Connection connection) {
    Optional<Viewer> current = viewer.get();
    if (current.isPresent()) {
      Viewer now = current.get();
      take(
          connection, now.databaseRole(), now.databaseViewer(), now.name(), today.get().toString());
    }
  }

  @Override
  public void onConnectionReturn(Connection connection) {
    take(connection, "none", "", "", "");
  }

  private static void take(
      Connection connection, String role, String viewer, String name, String today) {
    try (PreparedStatement statement = connection.prepareStatement(TAKE)) {
      statement.setString(1, role);
      statement.setString(2, viewer);
      statement.setString(3, name);
      statement.setString(4, today);
      statement.execute();
    } catch (SQLException fault) {
      LOG.warn("A connection that cannot be put behind the wall is given up", fault);
      giveUp(connection);
    }
  }

  /**
   * Whoever uses it next learns that it is closed, and the pool replaces it. An exception from here
   * would cost the pool the place of the connection for ever.
   */
  private static void giveUp(Connection connection) {
    try {
      connection.unwrap(Connection.class).abort(Runnable::run);
    } catch (SQLException fault) {
      LOG.warn("A connection could not be closed", fault);
    }
  }
}
