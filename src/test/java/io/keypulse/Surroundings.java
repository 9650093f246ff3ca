package io.keypulse;

import io.keypulse.demo.EmbeddedDatabase;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;

/** The database and the mail server that all tests of the application share. */
public final class Surroundings implements QuarkusTestResourceLifecycleManager {
  private EmbeddedDatabase database;
  private ScriptedSmtp mailServer;

  @Override
  public Map<String, String> start() {
    try {
      Path folder =
          Files.createTempDirectory(Files.createDirectories(Path.of("target", "postgres")), "test");
      database = EmbeddedDatabase.start(folder.toAbsolutePath());
      nobodyElseIsTheHeadOfAll();
      mailServer = new ScriptedSmtp(Mailbox.SCRIPT);
      return Map.of(
          "keypulse.db.url", database.url(),
          "keypulse.db.password", EmbeddedDatabase.PASSWORD,
          "keypulse.smtp.port", Integer.toString(mailServer.port()),
          "keypulse.dkim.domain", "keypulse.example",
          "keypulse.dkim.selector", "tests",
          "keypulse.dkim.key", DkimKey.writtenTo(folder).toString(),
          "keypulse.demo.folder", folder.toString());
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }

  /**
   * What no team serves is seen by whoever has most people below: nobody of the companies that
   * tests bring in, unless one wants to.
   */
  private void nobodyElseIsTheHeadOfAll() {
    try (Connection connection =
            DriverManager.getConnection(database.url(), "postgres", "postgres");
        Statement statement = connection.createStatement()) {
      connection.setSchema("keypulse");
      statement.execute(
          """
          insert into employee (source, external_id, name, email, position, function)
          select 'holding', n, 'Hal ' || n, 'hal' || n || '@holding.example', 'Holding', 'FINANCE' from generate_series(1, 50) n
          """);
      statement.execute(
          """
          insert into reporting_line (employee_id, manager_id, valid)
          select e.id, h.id, '[2020-01-01,)' from employee e join employee h on h.source = e.source
          where e.source = 'holding' and h.external_id = '1' and e.external_id <> '1'
          """);
    } catch (SQLException fault) {
      throw new IllegalStateException(fault);
    }
  }

  @Override
  public void stop() {
    try {
      mailServer.close();
      database.discard();
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }
}
