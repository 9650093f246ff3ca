package io.keypulse;

import io.keypulse.platform.CannotStart;
import io.keypulse.platform.DatabaseCheck;
import io.keypulse.platform.Migration;
import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.ServerSocket;
import java.util.List;
import java.util.Optional;
import org.flywaydb.core.api.FlywayException;

/**
 * Starts the application, or with {@code migrate} brings the database up to this version and ends.
 * Exit code 1: something around it is in the way; 2: it was called or configured wrongly.
 */
@QuarkusMain
public final class Keypulse {
  private Keypulse() {}

  public static void main(String... arguments) {
    try {
      switch (String.join(" ", arguments)) {
        case "" -> start();
        case "migrate" -> migrate();
        default -> end(2, List.of("Keypulse takes one argument, migrate, or none to start."));
      }
    } catch (CannotStart refusal) {
      end(1, List.of(String.valueOf(refusal.getMessage())));
    }
  }

  private static void start() {
    prepareDemo();
    if (LaunchMode.current() == LaunchMode.NORMAL) {
      refuse(Setting.faultsToStart());
      requireFreePort(Integer.parseInt(Variables.value("keypulse.http.port").orElse("8080")));
      DatabaseCheck.run(
          Setting.DB_URL.value(),
          Variables.value("keypulse.db.username").orElse("keypulse_app"),
          Setting.DB_PASSWORD.value());
    }
    Quarkus.run();
  }

  private static void migrate() {
    refuse(Setting.toMigrate().stream().map(Setting::fault).flatMap(Optional::stream).toList());
    String url = Setting.DB_URL.value();
    String owner = Variables.value("keypulse.db.owner-username").orElse("keypulse_owner");
    try {
      int applied = Migration.run(url, owner, Setting.DB_OWNER_PASSWORD.value());
      System.out.printf("Keypulse applied %d migrations to %s.%n", applied, url);
    } catch (FlywayException fault) {
      throw new CannotStart("Keypulse could not migrate " + url, fault);
    }
  }

  /** The demo, where it is on the class path, brings what is not given. */
  private static void prepareDemo() {
    try {
      Class.forName("io.keypulse.demo.Demo").getMethod("prepare").invoke(null);
    } catch (ClassNotFoundException production) {
      return;
    } catch (InvocationTargetException fault) {
      throw fault.getCause() instanceof CannotStart refusal
          ? refusal
          : new CannotStart("The demo cannot start", fault.getCause());
    } catch (ReflectiveOperationException fault) {
      throw new IllegalStateException(fault);
    }
  }

  private static void refuse(List<String> faults) {
    if (!faults.isEmpty()) {
      end(2, faults);
    }
  }

  private static void requireFreePort(int port) {
    try (ServerSocket _ = new ServerSocket(port)) {
      return;
    } catch (IOException taken) {
      throw new CannotStart(
          "Port %d cannot be used (%s): stop the program that holds it or choose another by KEYPULSE_HTTP_PORT."
              .formatted(port, taken.getMessage()));
    }
  }

  private static void end(int exitCode, List<String> sentences) {
    sentences.forEach(System.err::println);
    System.exit(exitCode);
  }
}
