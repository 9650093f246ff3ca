package io.keypulse.bench;

import io.keypulse.demo.EmbeddedDatabase;
import io.keypulse.demo.OpenIdProvider;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** The packaged application in a process of its own, with the memory of a small pod. */
record KeypulseProcess(Process process, int port, OpenIdProvider people) implements AutoCloseable {
  /** Of the image. */
  static final Path IMAGE_OPTIONS = Path.of("src/main/docker/jvm.options").toAbsolutePath();

  /**
   * As in the image, with the heap of a small pod; others to compare in {@code KEYPULSE_BENCH_JVM}.
   */
  static final List<String> OPTIONS =
      List.of(
          System.getenv()
              .getOrDefault("KEYPULSE_BENCH_JVM", "@" + IMAGE_OPTIONS + " -Xmx512m")
              .split(" "));

  private static final int MOST_ROUNDS = 30;
  private static final int STEADY_ROUNDS = 3;
  private static final double STEADY = 0.95;

  private static final Duration LONGEST_START = Duration.ofSeconds(90);

  static KeypulseProcess start(Stage stage, Map<String, String> settings) throws Exception {
    return start(stage, OPTIONS, settings);
  }

  /**
   * @param options of the JVM
   */
  static KeypulseProcess start(Stage stage, List<String> options, Map<String, String> settings)
      throws Exception {
    int port = freePort();
    Map<String, String> environment = new HashMap<>();
    environment.put("KEYPULSE_HTTP_PORT", Integer.toString(port));
    environment.put("KEYPULSE_DB_URL", stage.database().url());
    environment.put("KEYPULSE_DB_PASSWORD", EmbeddedDatabase.PASSWORD);
    environment.put("KEYPULSE_SMTP_HOST", "localhost");
    environment.put("KEYPULSE_SMTP_PORT", Integer.toString(stage.mailServer().port()));
    environment.put("KEYPULSE_MAIL_FROM", "voice@keypulse.example");
    environment.put("KEYPULSE_LINKS_BASE_URL", "http://localhost:" + port);
    environment.put("KEYPULSE_PRIVACY_SECRET", "a-secret-of-the-bench-that-is-long-enough");
    environment.put("KEYPULSE_LINKS_SECRET", "a-secret-of-the-bench-that-is-long-enough");
    environment.put("KEYPULSE_OIDC_URL", stage.people().url());
    environment.put("KEYPULSE_OIDC_CLIENT_ID", OpenIdProvider.CLIENT_ID);
    environment.put("KEYPULSE_DISPATCH_TICK", "1h");
    environment.put("KEYPULSE_ANSWERS_PER_MINUTE", "100000000");
    environment.put("KEYPULSE_DISPATCH_DOMAIN_CONNECTIONS", "0");
    environment.put("KEYPULSE_DISPATCH_DOMAIN_RATE", "0");
    environment.put("KEYPULSE_DISPATCH_OWN_DOMAIN_PAUSE", "0s");
    environment.put("KEYPULSE_DISPATCH_RATE", "0");
    environment.put("KEYPULSE_WAVE_TICK", "1h");
    environment.putAll(settings);
    Path log = stage.folder().resolve("keypulse.log");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.addAll(List.of("-jar", stage.jar().toAbsolutePath().toString()));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(stage.folder().toFile())
            .redirectErrorStream(true)
            .redirectOutput(Redirect.appendTo(log.toFile()));
    builder.environment().putAll(environment);
    KeypulseProcess keypulse = new KeypulseProcess(builder.start(), port, stage.people());
    Runtime.getRuntime().addShutdownHook(new Thread(keypulse.process::destroyForcibly));
    keypulse.awaitReady(log);
    return keypulse;
  }

  /** A request to the API on behalf of this person. */
  byte[] graphql(String email, String json, String... roles) {
    return HttpConnection.request(
        "POST",
        "/graphql",
        Map.of(
            "Content-Type",
            "application/json",
            "Authorization",
            "Bearer " + people.token(email, roles)),
        json);
  }

  /**
   * Repeats the work until it hardly takes less processor time than before: a server runs for
   * weeks, and while the JVM still compiles, its compiler is most of what is measured.
   */
  void warmUp(Callable<?> work) throws Exception {
    double least = Double.MAX_VALUE;
    int steady = 0;
    for (int round = 0; round < MOST_ROUNDS && steady < STEADY_ROUNDS; round++) {
      double micros = cpuMicros(1, work);
      steady = micros > STEADY * least ? steady + 1 : 0;
      least = Math.min(least, micros);
    }
  }

  /** Since it was started, in milliseconds. */
  double cpuMillis() {
    return process.info().totalCpuDuration().orElseThrow().toNanos() / 1e6;
  }

  /** How much processor time each of so many pieces of work took, in microseconds. */
  double cpuMicros(int count, Callable<?> work) throws Exception {
    Duration before = process.info().totalCpuDuration().orElse(Duration.ZERO);
    work.call();
    Duration after = process.info().totalCpuDuration().orElse(Duration.ZERO);
    return after.minus(before).toNanos() / 1e3 / count;
  }

  /** What the operating system counts as its memory now. */
  long residentMegabytes() throws IOException {
    Path status = Path.of("/proc", Long.toString(process.pid()), "status");
    return Files.readAllLines(status).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .map(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024)
        .findFirst()
        .orElseThrow();
  }

  @Override
  public void close() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(30, TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
  }

  private void awaitReady(Path log) {
    long deadline = System.nanoTime() + LONGEST_START.toNanos();
    byte[] question =
        HttpConnection.request("GET", "/q/health/ready", Map.of("Accept", "application/json"), "");
    while (process.isAlive() && System.nanoTime() < deadline) {
      try (HttpConnection connection = new HttpConnection(port)) {
        if (connection.send(question).status() == 200) {
          return;
        }
      } catch (IOException notYet) {
        LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
      }
    }
    process.destroyForcibly();
    throw new IllegalStateException("Keypulse did not start; its log is " + log);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
