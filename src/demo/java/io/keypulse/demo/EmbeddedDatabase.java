package io.keypulse.demo;

import io.keypulse.platform.Migration;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A real PostgreSQL of its own, prepared as an administrator would and migrated as the owner of the
 * tables.
 */
public final class EmbeddedDatabase implements AutoCloseable {
  /** Only this machine reaches it, so its passwords are no secrets. */
  public static final String PASSWORD = "keypulse";

  private final EmbeddedPostgres postgres;

  private final Path folder;

  private EmbeddedDatabase(Path folder, EmbeddedPostgres postgres) {
    this.folder = folder;
    this.postgres = postgres;
  }

  /**
   * Starts on the data in this folder, which is created at the first time; stops at the latest when
   * the JVM does.
   */
  public static EmbeddedDatabase start(Path folder) throws IOException {
    return start(folder, true);
  }

  /** With settings of the server beside, or instead of, its own. */
  public static EmbeddedDatabase start(Path folder, Map<String, String> settings)
      throws IOException {
    return start(folder, true, settings);
  }

  /** With {@code stopsWithJvm} false the caller has to close it. */
  static EmbeddedDatabase start(Path folder, boolean stopsWithJvm) throws IOException {
    return start(folder, stopsWithJvm, Map.of());
  }

  private static EmbeddedDatabase start(
      Path folder, boolean stopsWithJvm, Map<String, String> settings) throws IOException {
    stopLeftOver(folder.resolve("data"));
    EmbeddedPostgres.Builder builder =
        EmbeddedPostgres.builder()
            .setOverrideWorkingDirectory(folder.resolve("binaries").toFile())
            .setDataDirectory(folder.resolve("data"))
            .setCleanDataDirectory(false)
            .setRegisterShutdownHook(stopsWithJvm)
            .setPGStartupWait(Duration.ofSeconds(60))
            .setLocaleConfig("locale-provider", "builtin")
            .setLocaleConfig("builtin-locale", "C.UTF-8")
            .setLocaleConfig("locale", "C")
            .setLocaleConfig("lc-ctype", ctype())
            .setServerConfig("timezone", "America/St_Johns")
            .setServerConfig("max_connections", "100")
            .setServerConfig("shared_buffers", "128MB")
            .setOutputRedirector(Redirect.appendTo(folder.resolve("postgresql.log").toFile()))
            .setErrorRedirector(Redirect.appendTo(folder.resolve("postgresql.log").toFile()));
    settings.forEach(builder::setServerConfig);
    EmbeddedDatabase database = new EmbeddedDatabase(folder, builder.start());
    try {
      database.prepare();
      Migration.run(database.url(), "keypulse_owner", PASSWORD);
      return database;
    } catch (IOException | RuntimeException fault) {
      database.close();
      throw fault;
    }
  }

  /** One that knows the letters of every script, by its name on this system. */
  private static String ctype() {
    return System.getProperty("os.name").startsWith("Mac") ? "UTF-8" : "C.UTF-8";
  }

  public String url() {
    return postgres.getJdbcUrl("postgres", "postgres").replaceAll("\\?.*", "");
  }

  /** As its administrator, who walks through every wall. */
  public Connection asAdministrator() throws SQLException {
    return postgres.getPostgresDatabase().getConnection();
  }

  @Override
  public void close() throws IOException {
    postgres.close();
  }

  /** Closes it and deletes all of it but its log. */
  public void discard() throws IOException {
    close();
    DemoFolder.delete(folder.resolve("data"));
    DemoFolder.delete(folder.resolve("binaries"));
  }

  private void prepare() throws IOException {
    try (Connection connection = asAdministrator();
        Statement statement = connection.createStatement()) {
      statement.execute(resource("/db/bootstrap.sql"));
      statement.execute("alter role keypulse_owner password '" + PASSWORD + "'");
      statement.execute("alter role keypulse_app password '" + PASSWORD + "'");
    } catch (SQLException fault) {
      throw new IOException("The embedded database could not be prepared", fault);
    }
  }

  private static String resource(String name) throws IOException {
    try (InputStream in =
        Objects.requireNonNull(EmbeddedDatabase.class.getResourceAsStream(name), name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** A demo that was killed leaves its server running on the data. */
  static void stopLeftOver(Path data) {
    Path pidFile = data.resolve("postmaster.pid");
    if (!Files.exists(pidFile)) {
      return;
    }
    try {
      long pid = Long.parseLong(Files.readAllLines(pidFile).getFirst().strip());
      Optional<ProcessHandle> server =
          ProcessHandle.of(pid)
              .filter(process -> process.info().command().orElse("").contains("postgres"));
      if (server.isPresent()) {
        server.get().destroy();
        server.get().onExit().join();
      }
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }
}
