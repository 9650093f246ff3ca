package io.keypulse.bench;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A server that is a limit, in a process of its own, with the memory that Keypulse has. */
record LimitProcess(Process process, int port) implements AutoCloseable {
  private static final Duration LONGEST_START = Duration.ofSeconds(30);

  /** {@link JsonServer} of this statement. */
  static LimitProcess passingOn(Stage stage, String statement) throws IOException {
    Path file = stage.folder().resolve("limit.sql");
    Files.writeString(file, statement);
    int databasePort = URI.create(stage.database().url().substring("jdbc:".length())).getPort();
    return start(stage, JsonServer.class, Integer.toString(databasePort), file.toString());
  }

  /** {@link ConstantPage} of this page. */
  static LimitProcess answering(Stage stage, byte[] page) throws IOException {
    Path file = stage.folder().resolve("limit.html");
    Files.write(file, page);
    return start(stage, ConstantPage.class, file.toString());
  }

  private static LimitProcess start(Stage stage, Class<?> server, String... arguments)
      throws IOException {
    int port;
    try (ServerSocket socket = new ServerSocket(0)) {
      port = socket.getLocalPort();
    }
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx512m", "-classpath", System.getProperty("java.class.path")));
    command.addAll(List.of(server.getName(), Integer.toString(port)));
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(Redirect.appendTo(stage.folder().resolve("limit.log").toFile()))
            .start();
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    LimitProcess limit = new LimitProcess(process, port);
    limit.awaitReady();
    return limit;
  }

  @Override
  public void close() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(10, TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
  }

  private void awaitReady() {
    long deadline = System.nanoTime() + LONGEST_START.toNanos();
    while (process.isAlive() && System.nanoTime() < deadline) {
      try (HttpConnection _ = new HttpConnection(port)) {
        return;
      } catch (IOException notYet) {
        LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
      }
    }
    process.destroyForcibly();
    throw new IllegalStateException("The limit's server did not start");
  }
}
