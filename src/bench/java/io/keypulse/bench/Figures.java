package io.keypulse.bench;

import io.keypulse.platform.GlobalId;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Who is dissatisfied with what, over ten answers of each of 100,000 accounts ({@code
 * KEYPULSE_BENCH_ACCOUNTS} for others), as the counts that the database keeps tell it; against
 * DuckDB, which counts the same answers by one statement, wave by wave and aspect by aspect.
 */
final class Figures implements Scenario {
  private static final int CONNECTIONS = 4;
  private static final int REQUESTS = 400;
  private static final int ROUNDS = 5;
  private static final int ACCOUNTS =
      Integer.parseInt(System.getenv().getOrDefault("KEYPULSE_BENCH_ACCOUNTS", "100000"));

  private static final String FIELDS =
      """
      { population answered noOpinion dissatisfied { ... on Share { share lowestShare highestShare } } \
      dissatisfiedAccounts { ... on Share { share } } \
      byAspect { aspect accounts dissatisfied { ... on Share { share lowestShare highestShare } } } }""";

  private static final String COUNTED_FROM_ANSWERS =
      """
      select n.wave_id, r.place, count(*), count(*) filter (where r.score <> 3), count(*) filter (where r.score <= 2),
        count(distinct n.account_id) filter (where r.score <= 2)
      from answer n cross join lateral unnest(n.ratings) with ordinality as r (score, place)
      group by n.wave_id, r.place
      """;

  @Override
  public String name() {
    return "figures";
  }

  @Override
  public void run(Stage stage, Consumer<String> figures) throws Exception {
    stage.company().foundLarge(ACCOUNTS);
    List<Integer> waves = stage.company().frameAnswers();
    figures.accept(
        "Counting %,d answers into what is kept: %,.0f ms"
            .formatted(10 * ACCOUNTS, stage.company().countAgain(waves)));
    figures.accept(
        "Counting all waves by aspect from the answers, PostgreSQL: %,.0f ms"
            .formatted(stage.company().milliseconds(COUNTED_FROM_ANSWERS)));
    double limit;
    try (DuckDb duckDb = DuckDb.withAnswers(stage.database(), stage.folder())) {
      duckDb.milliseconds();
      limit = duckDb.milliseconds();
    }
    figures.accept("The same by DuckDB: %,.0f ms".formatted(limit));
    try (KeypulseProcess keypulse = stage.keypulse(Map.of())) {
      String newest = "waveId: \\\"%s\\\"".formatted(GlobalId.of("Wave", waves.getLast()));
      String manager =
          GlobalId.of("Employee", Integer.parseInt(Company.SALES_MANAGER_ID)).toString();
      measure(stage, keypulse, "The company", of(newest), limit, figures);
      measure(stage, keypulse, "A segment", of(newest + ", segment: \\\"FOOD\\\""), limit, figures);
      measure(
          stage,
          keypulse,
          "A manager's tree",
          of(newest + ", managerId: \\\"" + manager + "\\\", line: TREE"),
          limit,
          figures);
      new Portfolio(stage, keypulse, waves).measure(figures);
      String tenWaves =
          IntStream.range(0, waves.size())
              .mapToObj(
                  place ->
                      "w%d: dissatisfaction(waveId: \\\"%s\\\") { byAspect { aspect dissatisfied { ... on Share { share } } } }"
                          .formatted(place, GlobalId.of("Wave", waves.get(place))))
              .collect(Collectors.joining(" "));
      measure(stage, keypulse, "Ten waves by aspect", tenWaves, limit, figures);
      LocalDate today = LocalDate.now(ZoneOffset.UTC);
      measureOnce(
          keypulse,
          "Ten waves together",
          of(
              "period: {from: \\\"%s\\\", to: \\\"%s\\\"}"
                  .formatted(today.minusDays(waves.size() + 2), today.plusDays(1))),
          limit,
          figures);
      new FigureFields(keypulse, waves).measure(figures);
    }
  }

  private static String of(String scope) {
    return "dissatisfaction(%s) %s".formatted(scope, FIELDS);
  }

  private static void measure(
      Stage stage,
      KeypulseProcess keypulse,
      String name,
      String query,
      double limit,
      Consumer<String> figures)
      throws Exception {
    byte[] request = keypulse.graphql(Company.CHIEF, "{\"query\":\"{ " + query + " }\"}");
    ask(keypulse, request, REQUESTS, new Latencies());
    Latencies latencies = new Latencies();
    double perSecond = ask(keypulse, request, REQUESTS, latencies);
    double slow = latencies.milliseconds(0.95);
    List<String> statements =
        stage.statementLog().during(() -> ask(keypulse, request, 1, new Latencies()));
    figures.accept(
        String.format(
            Locale.ROOT,
            "%-22s %6.0f/s, p50 %.1f ms, p95 %.1f ms: 1/%.0f of counting the answers; %d statements",
            name,
            perSecond,
            latencies.milliseconds(0.5),
            slow,
            limit / slow,
            statements.size()));
  }

  /**
   * Figures that read the answers themselves, asked by one person; of too many they are refused.
   */
  private static void measureOnce(
      KeypulseProcess keypulse, String name, String query, double limit, Consumer<String> figures)
      throws Exception {
    byte[] request = keypulse.graphql(Company.CHIEF, "{\"query\":\"{ " + query + " }\"}");
    try (HttpConnection first = new HttpConnection(keypulse.port())) {
      if (first.send(request).bodyOf(200).contains("\"OVER_BUDGET\"")) {
        figures.accept("%-22s takes longer than a query may, and says so".formatted(name));
        return;
      }
    }
    Latencies latencies = new Latencies();
    Load.perSecond(1, ROUNDS, () -> new Reader(keypulse.port(), request, latencies));
    figures.accept(
        "%-22s p50 %,.0f ms: %.1f times counting the answers"
            .formatted(name, latencies.milliseconds(0.5), latencies.milliseconds(0.5) / limit));
  }

  static double ask(KeypulseProcess keypulse, byte[] request, int count, Latencies latencies)
      throws Exception {
    return Load.perSecond(
        CONNECTIONS, count, () -> new Reader(keypulse.port(), request, latencies));
  }

  private static final class Reader implements Load.Worker {
    private final HttpConnection connection;
    private final byte[] request;
    private final Latencies latencies;

    Reader(int port, byte[] request, Latencies latencies) throws Exception {
      this.connection = new HttpConnection(port);
      this.request = request;
      this.latencies = latencies;
    }

    @Override
    public void work(int number) throws Exception {
      long start = System.nanoTime();
      String reply = connection.send(request).bodyOf(200);
      latencies.add(System.nanoTime() - start);
      if (reply.contains("\"errors\"") || !reply.contains("\"share\"")) {
        throw new IllegalStateException(reply);
      }
    }

    @Override
    public void close() throws Exception {
      connection.close();
    }
  }
}
