package io.keypulse.bench;

import java.io.BufferedWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file of purchase lines through {@code POST /import/purchases}, new and repeated, against the
 * {@code copy} of psql of the same lines into the same table with its indexes and foreign keys.
 */
final class Imports implements Scenario {
  private static final int ROWS = Integer.getInteger("bench.rows", 1_000_000);
  private static final int ACCOUNTS = 10_000;
  private static final Duration LONGEST = Duration.ofMinutes(10);
  private static final Pattern ID = Pattern.compile("\"id\":\"([^\"]+)\"");

  @Override
  public String name() {
    return "import";
  }

  @Override
  public void run(Stage stage, Consumer<String> figures) throws Exception {
    stage.company().growTo(ACCOUNTS * 10);
    Path csv = stage.folder().resolve("purchases.csv");
    Path plain = stage.folder().resolve("purchases.copy");
    write(csv, plain);
    try (KeypulseProcess keypulse = stage.keypulse(Map.of());
        HttpClient client = HttpClient.newHttpClient()) {
      Rounds.Pair fresh =
          Rounds.inTurns(
              () -> {
                empty(stage);
                return linesPerSecond(client, keypulse, csv, "created");
              },
              () -> copy(stage, plain));
      Rounds.Pair repeated =
          Rounds.inTurns(
              () -> linesPerSecond(client, keypulse, csv, "unchanged"), () -> copy(stage, plain));
      String lines = "%,d purchase lines imported, a second".formatted(ROWS);
      List.of(
              new Figure(lines, fresh.first(), "psql \\copy into it", fresh.second()).toString(),
              new Figure(
                      lines + ", repeated",
                      repeated.first(),
                      "psql \\copy into it",
                      repeated.second())
                  .toString())
          .forEach(figures);
    }
  }

  private static double linesPerSecond(
      HttpClient client, KeypulseProcess keypulse, Path csv, String verdict) throws Exception {
    String bearer = "Bearer " + keypulse.people().token(Company.ADMINISTRATOR, "keypulse-admin");
    long start = System.nanoTime();
    HttpResponse<String> posted =
        client.send(
            HttpRequest.newBuilder(at(keypulse, "/import/purchases"))
                .header("Content-Type", "text/csv")
                .header("Authorization", bearer)
                .POST(HttpRequest.BodyPublishers.ofFile(csv))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    Matcher id = ID.matcher(posted.body());
    if (posted.statusCode() >= 300 || !id.find()) {
      throw new IllegalStateException(posted.statusCode() + " " + posted.body());
    }
    String query =
        "{\"query\":\"{ importJob(id: \\\"%s\\\") { state counts { %s } } }\"}"
            .formatted(id.group(1), verdict);
    byte[] question = keypulse.graphql(Company.ADMINISTRATOR, query, "keypulse-admin");
    try (HttpConnection connection = new HttpConnection(keypulse.port())) {
      long deadline = System.nanoTime() + LONGEST.toNanos();
      String state = connection.send(question).bodyOf(200);
      while (!state.contains("\"DONE\"") && System.nanoTime() < deadline) {
        LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        state = connection.send(question).bodyOf(200);
      }
      if (!state.contains("\"" + verdict + "\":" + ROWS)) {
        throw new IllegalStateException(state);
      }
    }
    return ROWS * 1e9 / (System.nanoTime() - start);
  }

  private static double copy(Stage stage, Path plain) throws Exception {
    empty(stage);
    URI server = URI.create(stage.database().url().substring("jdbc:".length()));
    ProcessBuilder psql =
        new ProcessBuilder(
                "psql",
                "--quiet",
                "--no-psqlrc",
                "--dbname=postgresql://postgres:postgres@localhost:"
                    + server.getPort()
                    + "/postgres",
                "--command=\\copy keypulse.purchase (source, external_id, account_id, team_id, type, document, purchased_on, category,"
                    + " net_amount, cost_amount, currency) from '"
                    + plain
                    + "' (format csv)")
            .redirectErrorStream(true);
    long start = System.nanoTime();
    Process process = psql.start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IllegalStateException("psql says: " + said);
    }
    return ROWS * 1e9 / (System.nanoTime() - start);
  }

  private static void empty(Stage stage) throws Exception {
    try (Connection connection = stage.database().asAdministrator();
        Statement statement = connection.createStatement()) {
      statement.execute("truncate keypulse.purchase cascade");
      statement.execute("checkpoint");
    }
  }

  private static void write(Path csv, Path plain) throws Exception {
    try (BufferedWriter imported = Files.newBufferedWriter(csv);
        BufferedWriter copied = Files.newBufferedWriter(plain)) {
      imported.write(
          "source,external_id,account_external_id,date,category,net_amount,cost_amount,currency\n");
      for (int i = 1; i <= ROWS; i++) {
        int account = 1 + (int) (i * 7919L % ACCOUNTS);
        String rest =
            String.format(
                Locale.ROOT,
                "%s,Category %d,%d.%02d,%d.%02d,EUR%n",
                LocalDate.of(2024, 1, 1).plusDays(i % 730),
                i % 20,
                100 + i % 900,
                i % 100,
                50 + i % 400,
                i % 100);
        imported.write("bench,p" + i + ",a" + account + "," + rest);
        copied.write(
            "bench,p%1$d,%2$d,%3$d,INVOICE,p%1$d,%4$s"
                .formatted(i, account, 1 + account % 28, rest));
      }
    }
  }

  private static URI at(KeypulseProcess keypulse, String path) {
    return URI.create("http://localhost:" + keypulse.port() + path);
  }
}
