package io.keypulse.bench;

import io.keypulse.platform.GlobalId;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Figures one by one, as a manager of fifty accounts, somebody who sees half of all and somebody
 * who sees all are told them; and the pages that are made of them.
 */
record FigureFields(KeypulseProcess keypulse, List<Integer> waves) {
  private static final int TIMES = 5;

  private static final List<String> VIEWERS =
      List.of(Company.KEY_ACCOUNT_MANAGER, Company.SALES_MANAGER, Company.CHIEF);

  void measure(Consumer<String> figures) throws Exception {
    String wave = GlobalId.of("Wave", waves.getLast());
    LocalDate today = LocalDate.now(ZoneOffset.UTC);
    String one = "waveId: \\\"%s\\\"".formatted(wave);
    String ten =
        "period: {from: \\\"%s\\\", to: \\\"%s\\\"}"
            .formatted(today.minusDays(waves.size() + 2), today.plusDays(1));
    String change = "change { ... on Change { compared } }";
    String verdicts =
        "ranking(first: 50) { ... on Ranking { accounts verdicts { verdict accounts } } }";
    Map<String, String> queries = new LinkedHashMap<>();
    queries.put("change", query(one, change));
    queries.put("ranking and verdicts", query(one, verdicts));
    queries.put(
        "pulse",
        query(
            one,
            "pulse(baselineFrom: \\\"%s\\\") { ... on Pulse { waves } }"
                .formatted(GlobalId.of("Wave", waves.getFirst()))));
    queries.put("outcome of the draw", query(one, "responseRates { __typename }"));
    queries.put("quality", query(one, "quality { ... on AnswersQuality { answered } }"));
    queries.put("ten waves", query(ten, "answered byAspect { aspect accounts }"));
    queries.put("ten waves, ranking", query(ten, verdicts));
    for (Map.Entry<String, String> asked : queries.entrySet()) {
      for (String viewer : VIEWERS) {
        print(asked.getKey(), viewer, keypulse.graphql(viewer, asked.getValue()), figures);
      }
    }
    String report =
        "/reports/managers/%s?waveId=%s"
            .formatted(GlobalId.of("Employee", Company.KEY_ACCOUNT_MANAGER_ID), wave);
    print("a manager's report", VIEWERS.getFirst(), page(VIEWERS.getFirst(), report), figures);
    for (String viewer : VIEWERS) {
      print("CSV", viewer, page(viewer, "/dissatisfaction.csv?waveId=" + wave), figures);
    }
    figures.accept("Memory after that: %d MB".formatted(keypulse.residentMegabytes()));
  }

  private static String query(String scope, String field) {
    return "{\"query\":\"{ dissatisfaction(%s) { %s } }\"}".formatted(scope, field);
  }

  private byte[] page(String viewer, String path) {
    return HttpConnection.request(
        "GET", path, Map.of("Authorization", "Bearer " + keypulse.people().token(viewer)), "");
  }

  private void print(String name, String viewer, byte[] request, Consumer<String> figures)
      throws Exception {
    Latencies latencies = new Latencies();
    int length = 0;
    try (HttpConnection connection = new HttpConnection(keypulse.port())) {
      for (int i = 0; i < TIMES; i++) {
        long start = System.nanoTime();
        String reply = connection.send(request).bodyOf(200);
        latencies.add(System.nanoTime() - start);
        length = reply.length();
        if (reply.startsWith("{\"errors\"")) {
          throw new IllegalStateException(reply);
        }
      }
    }
    figures.accept(
        String.format(
            Locale.ROOT,
            "%-22s %-24s p50 %,6.0f ms, %,d characters",
            name,
            viewer,
            latencies.milliseconds(0.5),
            length));
  }
}
