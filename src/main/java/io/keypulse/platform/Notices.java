package io.keypulse.platform;

import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

/**
 * Listens to what the database tells at every commit of any replica, on one connection of its own.
 */
@ApplicationScoped
public class Notices {
  private static final Logger LOG = Logger.getLogger(Notices.class);
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final int LOOK_EVERY_MILLISECONDS = 250;

  private final String url;
  private final String login;
  private final String password;
  private final Map<String, Set<Listener>> listeners = new ConcurrentHashMap<>();
  private volatile @Nullable Thread ear;
  private volatile boolean over;

  @Inject
  Notices(
      @ConfigProperty(name = "quarkus.datasource.jdbc.url") String url,
      @ConfigProperty(name = "quarkus.datasource.username") String login,
      @ConfigProperty(name = "quarkus.datasource.password") String password) {
    this.url = url;
    this.login = login;
    this.password = password;
  }

  /** Called on the thread that listens: hand the work on. */
  public interface Listener {
    void heard(String text);

    /** The connection was lost: what was told meanwhile is unknown. */
    void lost();
  }

  /** These channels are heard from now on, whether somebody listens or not. */
  public synchronized void open(Set<String> channels) {
    channels.forEach(channel -> listeners.put(channel, ConcurrentHashMap.newKeySet()));
    if (ear == null) {
      ear = Thread.ofVirtual().name("keypulse-notices").start(this::listenOn);
    }
  }

  /** From now on, until {@link #leave}; the channel is one of those that are open. */
  public void listen(String channel, Listener listener) {
    Objects.requireNonNull(listeners.get(channel), channel).add(listener);
  }

  public void leave(String channel, Listener listener) {
    listeners.getOrDefault(channel, Set.of()).remove(listener);
  }

  void end(@Observes ShutdownEvent end) {
    over = true;
  }

  private void listenOn() {
    while (!over) {
      try (Connection connection = DriverManager.getConnection(url, login, password)) {
        hear(connection);
      } catch (SQLException fault) {
        if (!over) {
          LOG.warnf("Notices of the database are not heard for now: %s", fault.getMessage());
          listeners.values().forEach(some -> some.forEach(Listener::lost));
          LockSupport.parkNanos(PAUSE.toNanos());
        }
      }
    }
  }

  private void hear(Connection connection) throws SQLException {
    try (Statement listen = connection.createStatement()) {
      for (String channel : listeners.keySet()) {
        listen.execute("listen " + channel);
      }
    }
    while (!over) {
      PGNotification[] notices =
          connection.unwrap(PGConnection.class).getNotifications(LOOK_EVERY_MILLISECONDS);
      for (PGNotification notice : notices == null ? new PGNotification[0] : notices) {
        listeners
            .getOrDefault(notice.getName(), Set.of())
            .forEach(listener -> listener.heard(notice.getParameter()));
      }
    }
  }
}
