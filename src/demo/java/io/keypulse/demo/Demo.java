package io.keypulse.demo;

import io.keypulse.platform.CannotStart;
import io.quarkus.runtime.Application;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Objects;
import java.util.Optional;
import org.flywaydb.core.api.FlywayException;
import org.jspecify.annotations.Nullable;

/**
 * Makes the surroundings that a production installation would be given. Called by name before the
 * application starts, where the demo is on the class path; what is given from outside wins.
 */
public final class Demo {
  private static final String DATABASE_URL = "keypulse.db.url";
  private static final String SMTP_HOST = "keypulse.smtp.host";
  private static final String SMTP_PORT = "keypulse.smtp.port";
  private static final String HTTP_PORT = "keypulse.http.port";
  private static @Nullable DemoFolder folder;

  private Demo() {}

  /**
   * @throws CannotStart when something is in the way
   */
  public static void prepare() {
    try {
      int port = freePort();
      DemoFolder opened = DemoFolder.open();
      folder = opened;
      System.setProperty(DemoFolder.SETTING, opened.path().toString());
      signIn();
      Given.orElse("keypulse.company.name", DemoPeople.COMPANY);
      Given.orElse("keypulse.links.base-url", "http://localhost:" + port);
      Given.orElse("keypulse.links.secret", opened.secret());
      Given.orElse("keypulse.privacy.secret", opened.secret());
      Given.orElse("keypulse.mail.from", "voice" + DemoPeople.DOMAIN);
      Given.orElse("keypulse.oidc.url", "http://localhost/the-demo-signs-in-by-password");
      Given.orElse("keypulse.oidc.client-id", "keypulse");
      Optional<EmbeddedDatabase> database = database(opened);
      Optional<MailSink> sink = mailSink(opened);
      Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(database, sink, opened)));
      endWithMaven();
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }

  static void say(String line) {
    System.out.println(line);
  }

  static void markFounded() {
    try {
      Objects.requireNonNull(folder).markFounded();
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }

  /** Its people sign in with a password; no provider is asked, whatever its address. */
  private static void signIn() {
    Given.orElse("quarkus.oidc.tenant-enabled", "false");
    Given.orElse("keypulse.oidc.url", "http://localhost/none");
    Given.orElse("keypulse.oidc.client-id", "none");
  }

  private static int freePort() {
    String given = Given.get(HTTP_PORT).orElse("8080");
    if (!given.matches("[0-9]{1,5}") || Integer.parseInt(given) > 65535) {
      throw new CannotStart("KEYPULSE_HTTP_PORT must be a port, 1 to 65535, and is " + given + ".");
    }
    int port = Integer.parseInt(given);
    try (ServerSocket probe = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return probe.getLocalPort();
    } catch (IOException taken) {
      throw new CannotStart(
          "Port %d cannot be used (%s): stop whoever listens there, or choose another with KEYPULSE_HTTP_PORT."
              .formatted(port, taken.getMessage()));
    }
  }

  private static Optional<EmbeddedDatabase> database(DemoFolder folder) {
    if (Given.get(DATABASE_URL).isPresent()) {
      return Optional.empty();
    }
    try {
      if (folder.forgetHalfFounded()) {
        say("The first start was interrupted, beginning again.");
      }
      say("Starting PostgreSQL in " + folder.path());
      EmbeddedDatabase database = EmbeddedDatabase.start(folder.path(), false);
      System.setProperty(DATABASE_URL, database.url());
      System.setProperty("keypulse.db.password", EmbeddedDatabase.PASSWORD);
      return Optional.of(database);
    } catch (FlywayException otherVersion) {
      throw new CannotStart(
          "Another version of Keypulse made the data in %s: delete that folder, or choose another with KEYPULSE_DEMO_FOLDER."
              .formatted(folder.path()));
    } catch (IOException | RuntimeException fault) {
      throw new CannotStart(
          "The demo's PostgreSQL did not start, its log is "
              + folder.path().resolve("postgresql.log"),
          fault);
    }
  }

  private static Optional<MailSink> mailSink(DemoFolder folder) {
    if (Given.get(SMTP_HOST).isPresent() || Given.get(SMTP_PORT).isPresent()) {
      Given.orElse(SMTP_HOST, "localhost");
      Given.orElse(SMTP_PORT, "25");
      System.setProperty("keypulse.demo.own-mail-sink", "false");
      return Optional.empty();
    }
    MailSink sink = new MailSink(0, new Inbox(folder.path()));
    System.setProperty(SMTP_HOST, "localhost");
    System.setProperty(SMTP_PORT, Integer.toString(sink.port()));
    atOnce();
    return Optional.of(sink);
  }

  /** Nobody has to be spared: the own mail server delivers nowhere. */
  private static void atOnce() {
    Given.orElse("keypulse.dispatch.domain-connections", "0");
    Given.orElse("keypulse.dispatch.domain-rate", "0");
    Given.orElse("keypulse.dispatch.own-domain-pause", "0s");
    Given.orElse("keypulse.dispatch.rate", "0");
  }

  /** A Maven that is told to end leaves what it started behind. */
  private static void endWithMaven() {
    if (Boolean.getBoolean("keypulse.demo.started-by-maven")) {
      ProcessHandle.current().parent().ifPresent(Demo::endWith);
    }
  }

  private static void endWith(ProcessHandle maven) {
    Thread.ofPlatform()
        .daemon()
        .name("end-with-maven")
        .start(
            () -> {
              maven.onExit().join();
              System.exit(0);
            });
  }

  /** After the application, which still needs them. */
  private static void stop(
      Optional<EmbeddedDatabase> database, Optional<MailSink> sink, DemoFolder folder) {
    Application application = Application.currentApplication();
    if (application != null && application.isStarted()) {
      application.awaitShutdown();
    }
    sink.ifPresent(MailSink::close);
    try {
      if (database.isPresent()) {
        database.get().close();
      }
      folder.release();
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }
}
