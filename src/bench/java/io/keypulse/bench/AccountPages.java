package io.keypulse.bench;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/**
 * How many pages of 25 accounts, with team, members and key status, a member of the sales force is
 * given a second, against the same SQL.
 */
final class AccountPages implements Scenario {
  private static final int CONNECTIONS = 16;
  private static final int REQUESTS = 1_600;
  private static final String QUERY =
      """
      {"query":"{ accounts(first: 25) { totalCount nodes { id name country segment keyStatus { state tier since } \
      team { name members { function lead employee { name } } } } } }"}""";

  @Override
  public String name() {
    return "graphql";
  }

  @Override
  public void run(Stage stage, Consumer<String> figures) throws Exception {
    stage.company().growTo(10_000);
    SqlLoad sql = SqlLoad.on(stage.database(), stage.folder());
    try (KeypulseProcess keypulse = stage.keypulse(Map.of())) {
      byte[] request = keypulse.graphql(Company.SALES_MANAGER, QUERY);
      ask(keypulse, request, REQUESTS);
      List<String> statements = stage.statementLog().during(() -> ask(keypulse, request, 1));
      SqlScript script = script(statements);
      Rounds.Pair measured =
          Rounds.inTurns(
              () -> ask(keypulse, request, REQUESTS),
              () -> sql.perSecond(script, CONNECTIONS, REQUESTS / CONNECTIONS));
      double cpu = keypulse.cpuMicros(REQUESTS, () -> ask(keypulse, request, REQUESTS));
      List.of(
              new Figure(
                      "GraphQL pages a second",
                      measured.first(),
                      "its %d queries by %s".formatted(script.statements().size(), sql.tool()),
                      measured.second())
                  .toString(),
              "  statements a request: %d, commits among them %d, for the wall %d; processor time of Keypulse: %.0f µs"
                  .formatted(
                      statements.size(),
                      count(statements, "commit"),
                      count(statements, "set_config"),
                      cpu))
          .forEach(figures);
    }
  }

  private static double ask(KeypulseProcess keypulse, byte[] request, int count) throws Exception {
    return Load.perSecond(CONNECTIONS, count, () -> new Reader(keypulse.port(), request));
  }

  /** What answers the question, in one transaction behind the same wall, without signing in. */
  private static SqlScript script(List<String> statements) {
    List<String> queries =
        statements.stream()
            .filter(sql -> sql.toLowerCase(Locale.ROOT).startsWith("select"))
            .filter(sql -> !sql.contains("set_config") && !sql.contains(Company.SALES_MANAGER))
            .toList();
    return new SqlScript("keypulse_member", Company.SALES_MANAGER_ID, 0, queries);
  }

  private static long count(List<String> statements, String text) {
    return statements.stream().filter(sql -> sql.toLowerCase(Locale.ROOT).contains(text)).count();
  }

  private static final class Reader implements Load.Worker {
    private final HttpConnection connection;
    private final byte[] request;

    Reader(int port, byte[] request) throws Exception {
      this.connection = new HttpConnection(port);
      this.request = request;
    }

    @Override
    public void work(int number) throws Exception {
      String page = connection.send(request).bodyOf(200);
      if (page.contains("\"errors\"") || !page.contains("Account 000")) {
        throw new IllegalStateException(page);
      }
    }

    @Override
    public void close() throws Exception {
      connection.close();
    }
  }
}
