package io.keypulse.bench;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** {@link JsonServer} in a process of its own, with the memory that Keypulse has. */
record JsonServerProcess(Process process, int port) implements AutoCloseable {
  private static final Duration LONGEST_START = Duration.ofSeconds(30);

  static JsonServerProcess start(Stage stage, String statement) throws IOException {
    Path file = stage.folder().resolve("limit.sql");
    Files.writeString(file, statement);
    int port;
    try (ServerSocket socket = new ServerSocket(0)) {
      port = socket.getLocalPort();
    }
    int databasePort = URI.create(stage.database().url().substring("jdbc:".length())).getPort();
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-classpath",
                System.getProperty("java.class.path"),
                JsonServer.class.getName(),
                Integer.toString(port),
                Integer.toString(databasePort),
                file.toString())
            .redirectErrorStream(true)
            .redirectOutput(Redirect.appendTo(stage.folder().resolve("limit.log").toFile()))
            .start();
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    JsonServerProcess server = new JsonServerProcess(process, port);
    server.awaitReady();
    return server;
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
