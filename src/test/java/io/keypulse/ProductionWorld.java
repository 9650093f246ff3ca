package io.keypulse;

import io.keypulse.demo.AotTraining;
import io.keypulse.demo.EmbeddedDatabase;
import io.keypulse.demo.MailSink;
import io.keypulse.demo.OpenIdProvider;
import io.keypulse.demo.Replica;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;

/** What surrounds the packaged application: PostgreSQL, a mail server, an OpenID provider. */
final class ProductionWorld implements AutoCloseable {
  static final Path JAR = Path.of(System.getProperty("keypulse.jar"));

  private static final Path OPTIONS = Path.of("src", "main", "docker", "jvm.options");
  private static final AtomicInteger LOGS = new AtomicInteger();

  /**
   * Trained once for all integration tests, by the first of their processes, as the image's is:
   * most of what a start costs.
   */
  private static final Path CACHE = JAR.resolveSibling("it.aot");

  final OpenIdProvider provider = new OpenIdProvider();

  private final Path folder;
  private final EmbeddedDatabase postgres;
  private final MailSink mailServer;

  ProductionWorld(MailSink.Receiver receiver) throws IOException {
    folder =
        Files.createTempDirectory(Files.createDirectories(Path.of("target", "postgres")), "it")
            .toAbsolutePath();
    postgres = EmbeddedDatabase.start(folder);
    mailServer = new MailSink(0, receiver);
    train();
  }

  private static void train() throws IOException {
    try (FileChannel file =
            FileChannel.open(
                CACHE.resolveSibling("it.lock"),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE);
        FileLock _ = file.lock()) {
      if (!Files.exists(CACHE)
          || Files.getLastModifiedTime(CACHE).compareTo(Files.getLastModifiedTime(JAR)) < 0) {
        AotTraining.train(JAR, OPTIONS, CACHE);
      }
    } catch (IOException fault) {
      throw fault;
    } catch (Exception fault) {
      throw new IllegalStateException("The AOT cache cannot be trained", fault);
    }
  }

  /** The address of a new database as its administrator hands it over: prepared, not migrated. */
  String newDatabase(String name) throws SQLException, IOException {
    try (Connection connection = postgres.asAdministrator();
        Statement statement = connection.createStatement()) {
      statement.execute("create database " + name);
    }
    String url = postgres.url().replaceAll("/postgres$", "/" + name);
    asAdministrator(url, bootstrap());
    return url;
  }

  void asAdministrator(String url, String sql) throws SQLException {
    as("postgres", url, sql);
  }

  /** What the database says, told by its administrator. */
  String value(String url, String sql) throws SQLException {
    try (Connection connection = connection(url);
        Statement statement = connection.createStatement();
        ResultSet answer = statement.executeQuery(sql)) {
      answer.next();
      return answer.getString(1);
    }
  }

  Connection connection(String url) throws SQLException {
    return DriverManager.getConnection(url, "postgres", EmbeddedDatabase.PASSWORD);
  }

  void as(String login, String url, String sql) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection(url, login, EmbeddedDatabase.PASSWORD);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** Everything that production must be told, and ports that do not collide. */
  Map<String, String> settings(String url) {
    Map<String, String> settings =
        new HashMap<>(
            Map.of(
                "KEYPULSE_DB_URL",
                url,
                "KEYPULSE_DB_PASSWORD",
                EmbeddedDatabase.PASSWORD,
                "KEYPULSE_SMTP_HOST",
                "localhost",
                "KEYPULSE_SMTP_PORT",
                Integer.toString(mailServer.port()),
                "KEYPULSE_MAIL_FROM",
                "Example <voice@keypulse.example>",
                "KEYPULSE_LINKS_BASE_URL",
                "https://voice.keypulse.example",
                "KEYPULSE_LINKS_SECRET",
                "a-secret-of-the-tests-that-is-long-enough",
                "KEYPULSE_OIDC_URL",
                provider.url(),
                "KEYPULSE_OIDC_CLIENT_ID",
                OpenIdProvider.CLIENT_ID,
                "KEYPULSE_HTTP_PORT",
                "0"));
    settings.put("KEYPULSE_PRIVACY_SECRET", "another-secret-of-the-tests-that-is-long-enough");
    return settings;
  }

  Replica migrate(String url) throws IOException {
    return launch(
        Map.of("KEYPULSE_DB_URL", url, "KEYPULSE_DB_OWNER_PASSWORD", EmbeddedDatabase.PASSWORD),
        "migrate");
  }

  Replica launch(Map<String, String> settings, String... arguments) throws IOException {
    return Replica.launch(
        JAR, newLog(), List.of("@" + OPTIONS, "-XX:AOTCache=" + CACHE), settings, arguments);
  }

  @Override
  public void close() throws IOException {
    mailServer.close();
    provider.close();
    postgres.discard();
  }

  private Path newLog() {
    return folder.resolve("keypulse-%d.log".formatted(LOGS.incrementAndGet()));
  }

  private static String bootstrap() throws IOException {
    try (InputStream in =
        Objects.requireNonNull(
            ProductionWorld.class.getResourceAsStream("/db/bootstrap.sql"), "bootstrap.sql")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
