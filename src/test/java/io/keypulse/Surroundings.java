package io.keypulse;

import io.keypulse.demo.EmbeddedDatabase;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
