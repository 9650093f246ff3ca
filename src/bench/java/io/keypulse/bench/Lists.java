package io.keypulse.bench;

import io.keypulse.platform.GlobalId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * Finding accounts: every order, filter and search for those who see few, many and all, at a
 * million accounts ({@code KEYPULSE_BENCH_ACCOUNTS} for fewer) against ten thousand.
 */
final class Lists implements Scenario {
  private static final int FEW = 10_000;
  private static final int MANY =
      Integer.parseInt(System.getenv().getOrDefault("KEYPULSE_BENCH_ACCOUNTS", "1000000"));
  private static final int WARM = 30;
  private static final int REQUESTS = 60;
  private static final double WANTED = 1.5;

  private record Viewer(String title, String email, List<String> roles) {}

  private record Measured(Map<String, Double> milliseconds, long sequentialScans) {}

  private static final List<Viewer> VIEWERS =
      List.of(
          new Viewer("an account manager", Company.ACCOUNT_MANAGER, List.of()),
          new Viewer("a sales manager", Company.SALES_MANAGER, List.of()),
          new Viewer("an administrator", Company.ADMINISTRATOR, List.of("keypulse-admin")));

  private static final List<String> QUESTIONS =
      List.of(
          "orderBy: {field: NAME}",
          "orderBy: {field: NAME, direction: DESC}",
          "orderBy: {field: COUNTRY}",
          "orderBy: {field: SEGMENT}",
          "orderBy: {field: RECORDED_AT}",
          "filter: {country: {in: [\"ES\"]}}",
          "filter: {segment: {eq: \"Segment 7\"}}",
          "filter: {keyStatus: {tier: {in: [\"A\"]}}}",
          "filter: {gap: {in: [NO_SPONSOR]}}",
          "filter: {rhythm: {in: [OVERDUE]}}",
          "filter: {rhythm: {in: [ON_TIME]}}",
          "filter: {team: {lead: {id: {eq: \"" + GlobalId.of("Employee", 6) + "\"}}}}",
          "filter: {externalId: {eq: \"a4321\"}}",
          "filter: {search: \"muler packagng\"}",
          "filter: {search: \"7fa732b\"}",
          "filter: {search: \"c@a4321.example\"}");

  @Override
  public String name() {
    return "lists";
  }

  @Override
  public void run(Stage stage, Consumer<String> figures) throws Exception {
    Map<String, Double> few = at(FEW, stage).milliseconds();
    Measured many = at(MANY, stage);
    many.milliseconds()
        .forEach(
            (question, milliseconds) ->
                figures.accept(
                    String.format(
                        Locale.ROOT,
                        "%-80s p50 %6.1f ms at %,d accounts, %6.1f ms at %,d | ratio %.2f (wanted %.1f)",
                        question,
                        before(few, question),
                        FEW,
                        milliseconds,
                        MANY,
                        milliseconds / before(few, question),
                        WANTED)));
    figures.accept("  sequential scans of account among them: " + many.sequentialScans());
  }

  private static double before(Map<String, Double> few, String question) {
    return Objects.requireNonNull(few.get(question));
  }

  private static Measured at(int accounts, Stage stage) throws Exception {
    stage.company().foundNamed(accounts);
    long before = stage.company().sequentialScans("account");
    Map<String, Double> medians = new LinkedHashMap<>();
    try (KeypulseProcess keypulse = stage.keypulse(Map.of())) {
      for (Viewer viewer : VIEWERS) {
        for (String question : QUESTIONS) {
          medians.put(viewer.title() + ", " + question, median(keypulse, viewer, question));
        }
      }
    }
    return new Measured(medians, stage.company().sequentialScans("account") - before);
  }

  private static double median(KeypulseProcess keypulse, Viewer viewer, String question)
      throws Exception {
    String query = "{ accounts(first: 50, %s) { nodes { id name } } }".formatted(question);
    byte[] request =
        keypulse.graphql(
            viewer.email(),
            "{\"query\":\"%s\"}".formatted(query.replace("\"", "\\\"")),
            viewer.roles().toArray(String[]::new));
    Latencies latencies = new Latencies();
    try (HttpConnection connection = new HttpConnection(keypulse.port())) {
      for (int number = 0; number < WARM + REQUESTS; number++) {
        long start = System.nanoTime();
        String page = connection.send(request).bodyOf(200);
        if (page.contains("\"errors\"")) {
          throw new IllegalStateException(page);
        }
        if (number >= WARM) {
          latencies.add(System.nanoTime() - start);
        }
      }
    }
    return latencies.milliseconds(0.5);
  }
}
