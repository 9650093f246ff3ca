package io.keypulse.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The packaged application in a process of its own, with nothing but the settings it is given. */
public final class Replica implements AutoCloseable {
  private static final Pattern LISTENING = Pattern.compile("Listening on: http://[^:]*:(\\d+)");
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient client = HttpClient.newHttpClient();
  private final Process process;
  private final Path log;
  private int port;

  private Replica(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  /** Starts and returns at once; what it prints goes to the log file. */
  public static Replica launch(
      Path jar, Path log, List<String> options, Map<String, String> settings, String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.addAll(List.of("-jar", jar.toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder
        .environment()
        .keySet()
        .removeIf(name -> name.matches("(KEYPULSE|QUARKUS|JAVA_TOOL)_.*"));
    builder.environment().putAll(settings);
    Files.deleteIfExists(log);
    return new Replica(builder.redirectErrorStream(true).redirectOutput(log.toFile()).start(), log);
  }

  /** Starts on a free port and returns when it answers. */
  public static Replica start(
      Path jar, Path log, List<String> options, Map<String, String> settings) throws IOException {
    Replica replica = launch(jar, log, options, settings);
    return replica.awaitListening();
  }

  /** Waits until this holds, as long as it runs. */
  public void await(BooleanSupplier condition) {
    Instant end = Instant.now().plus(PATIENCE);
    while (Instant.now().isBefore(end) && !exitsWithin(Duration.ofMillis(50))) {
      if (condition.getAsBoolean()) {
        return;
      }
    }
    throw new IllegalStateException("It did not come to pass:\n" + log());
  }

  /** Waits until it has begun to serve. */
  public Replica awaitListening() {
    Instant end = Instant.now().plus(PATIENCE);
    while (Instant.now().isBefore(end) && !exitsWithin(Duration.ofMillis(50))) {
      Matcher listening = LISTENING.matcher(log());
      if (listening.find()) {
        port = Integer.parseInt(listening.group(1));
        return this;
      }
    }
    close();
    throw new IllegalStateException("Keypulse did not start:\n" + log());
  }

  /** Where it listens. */
  public int port() {
    return port;
  }

  public boolean isRunning() {
    return process.isAlive();
  }

  /** Waits for its end. */
  public int exitCode() {
    if (!exitsWithin(PATIENCE)) {
      close();
      throw new IllegalStateException("Keypulse did not end:\n" + log());
    }
    return process.exitValue();
  }

  public String log() {
    try {
      return Files.readString(log);
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }

  public HttpResponse<String> get(String path) {
    return send(request(path, null).GET());
  }

  public HttpResponse<String> postForm(String path, String form) {
    return send(
        request(path, null)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(form)));
  }

  /** {@code POST /import/{kind}}. */
  public HttpResponse<String> importCsv(String token, String kind, String csv) {
    return send(
        request("/import/" + kind, token)
            .header("Content-Type", "text/csv")
            .POST(HttpRequest.BodyPublishers.ofString(csv)));
  }

  public HttpResponse<String> postGraphQl(@Nullable String token, String query) {
    return postGraphQl(token, query, Map.of());
  }

  /** The {@code data} of the answer, which must be free of errors. */
  public JsonNode ask(String token, String query, Map<String, Object> variables) {
    HttpResponse<String> response = postGraphQl(token, query, variables);
    try {
      JsonNode answer = JSON.readTree(response.body());
      if (response.statusCode() != 200 || answer.has("errors")) {
        throw new IllegalStateException(response.statusCode() + " " + response.body());
      }
      return answer.get("data");
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }

  public JsonNode ask(String token, String query) {
    return ask(token, query, Map.of());
  }

  /** Asks it to end and waits, at most so long. */
  public void end(Duration patience) {
    process.destroy();
    if (!exitsWithin(patience)) {
      kill();
    }
  }

  /** Without a chance to tidy up: {@code kill -9}. */
  public void kill() {
    process.destroyForcibly();
    process.onExit().join();
  }

  /** Stops the clock of the process: {@code SIGSTOP}, until {@link #goOn}. */
  public void freeze() {
    signal("-STOP");
  }

  public void goOn() {
    signal("-CONT");
  }

  private void signal(String signal) {
    try {
      int failed =
          new ProcessBuilder("kill", signal, Long.toString(process.pid())).start().waitFor();
      if (failed != 0) {
        throw new IllegalStateException("kill " + signal + " ended with " + failed);
      }
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }

  /** As an orchestrator does: asks it to end, and insists after a while. */
  @Override
  public void close() {
    end(Duration.ofSeconds(60));
  }

  private HttpResponse<String> postGraphQl(
      @Nullable String token, String query, Map<String, Object> variables) {
    try {
      String body = JSON.writeValueAsString(Map.of("query", query, "variables", variables));
      return send(
          request("/graphql", token)
              .header("Content-Type", "application/json")
              .POST(HttpRequest.BodyPublishers.ofString(body)));
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }

  private HttpRequest.Builder request(String path, @Nullable String token) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
            .timeout(Duration.ofSeconds(60));
    return token == null ? request : request.header("Authorization", "Bearer " + token);
  }

  private HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }

  private boolean exitsWithin(Duration time) {
    try {
      return process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }
}
