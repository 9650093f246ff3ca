package io.keypulse.bench;

import io.keypulse.platform.GlobalId;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * A manager's fifty accounts in one request: verdicts, ranking, aspects and change; against pgbench
 * reading every row that this stands on, through the same indexes and behind the same wall.
 */
record Portfolio(Stage stage, KeypulseProcess keypulse, List<Integer> waves) {
  private static final int CONNECTIONS = 4;
  private static final int REQUESTS = 400;

  private static final String FIELDS =
      """
      { dissatisfied { ... on Share { share lowestShare highestShare } } \
      byAspect { aspect accounts dissatisfied { ... on Share { share lowestShare highestShare } } } \
      change { ... on Change { compared standing sameAccounts { direction } byAspect { aspect comparison { direction } } } } \
      ranking(first: 50) { ... on Ranking { nodes { place share probabilityWorse \
      account { name satisfaction { ... on AccountSatisfaction { verdict } } } } } } }""";

  void measure(Consumer<String> figures) throws Exception {
    SqlLoad sql = SqlLoad.on(stage.database(), stage.folder());
    sql.perSecond(rows(), CONNECTIONS, REQUESTS);
    double limit = CONNECTIONS * 1e3 / sql.perSecond(rows(), CONNECTIONS, REQUESTS);
    byte[] request =
        keypulse.graphql(
            Company.KEY_ACCOUNT_MANAGER,
            "{\"query\":\"{ dissatisfaction(waveId: \\\"%s\\\") %s }\"}"
                .formatted(GlobalId.of("Wave", waves.getLast()), FIELDS));
    keypulse.warmUp(() -> Figures.ask(keypulse, request, REQUESTS, new Latencies()));
    Latencies latencies = new Latencies();
    double ofDatabase = stage.databaseMillis();
    double cpu =
        keypulse.cpuMicros(REQUESTS, () -> Figures.ask(keypulse, request, REQUESTS, latencies))
            / 1e3;
    ofDatabase = (stage.databaseMillis() - ofDatabase) / REQUESTS;
    int statements =
        stage
            .statementLog()
            .during(() -> Figures.ask(keypulse, request, 1, new Latencies()))
            .size();
    figures.accept(
        String.format(
            Locale.ROOT,
            "A manager's portfolio  p50 %.1f ms, p95 %.1f ms: %.1f times reading its rows by %s, %.1f ms (wanted 5.0);"
                + " processor time of Keypulse %.1f ms, of PostgreSQL %.1f ms; %d statements",
            latencies.milliseconds(0.5),
            latencies.milliseconds(0.95),
            latencies.milliseconds(0.95) / limit,
            sql.tool(),
            limit,
            cpu,
            ofDatabase,
            statements));
  }

  private SqlScript rows() {
    int newest = waves.getLast();
    String all = String.join(", ", waves.stream().map(String::valueOf).toList());
    return new SqlScript(
        "keypulse_member",
        Integer.toString(Company.KEY_ACCOUNT_MANAGER_ID),
        0,
        List.of(kept(newest, waves.get(waves.size() - 2)), sums(newest), framesAndAnswers(all)));
  }

  /** Of its accounts in the wave and in the one before, with what they are called. */
  private static String kept(int wave, int before) {
    return """
        select c.*, a.name from account_count c join account a on a.id = c.account_id
        where c.team_id = any (visible_teams()) and c.wave_id in (%d, %d)
        """
        .formatted(wave, before);
  }

  private static String sums(int wave) {
    return """
        select sum(p.population) + (select sum(s.accounts) from account_spread s where s.wave_id = %1$d)
        from people_count p where p.wave_id = %1$d
        """
        .formatted(wave);
  }

  /** Of a year, of which the verdicts are; counted, not sent. */
  private static String framesAndAnswers(String ofWaves) {
    return """
        select count(f.drawn), (
          select count(n.overall) from answer n
          where n.account_id = any (array(select id from account where team_id = any (visible_teams())))
            and n.wave_id = any (array[%1$s]))
        from frame_entry f
        where f.account_id = any (array(select id from account where team_id = any (visible_teams())))
          and f.wave_id = any (array[%1$s])
        """
        .formatted(ofWaves);
  }
}
