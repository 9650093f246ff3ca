package io.keypulse.bench;

import io.keypulse.platform.GlobalId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/**
 * What a front end asks for all day, at 100,000 accounts ({@code KEYPULSE_BENCH_ACCOUNTS} for
 * fewer): a page of 50 of them with lead, team and latest satisfaction, and one account with its
 * contacts, purchases and answers. Against a bare server that passes on the same JSON, made by one
 * hand-written statement.
 */
final class Screens implements Scenario {
  private static final int CONNECTIONS = 16;
  private static final int REQUESTS = 2_000;
  private static final int ACCOUNTS =
      Integer.parseInt(System.getenv().getOrDefault("KEYPULSE_BENCH_ACCOUNTS", "100000"));

  /** A question to Keypulse and the statement that answers the same. */
  private record Screen(String name, String query, String statement, double wanted) {}

  private static final String TEAMS_OF_THE_SALES_MANAGER =
      "select team_id from viewer_team where viewer_id = " + Company.SALES_MANAGER_ID;

  private static final Screen PAGE =
      new Screen(
          "A, 50 accounts with team and latest satisfaction",
          """
          { accounts(first: 50) { nodes { id name country segment lead { name } \
          team { name members { function lead employee { name } } } \
          latestAnswer { overall answeredAt } } pageInfo { hasNextPage endCursor } } }""",
          """
          with page as (
            select * from account where team_id = any (array(%s)) order by name, id limit 50),
          served as materialized (
            select t.id, (json_agg(json_build_object('name', e.name)) filter (where m.lead)) -> 0 as lead,
              json_build_object('name', t.name, 'members', json_agg(json_build_object('function', m.function,
                'lead', m.lead, 'employee', json_build_object('name', e.name)))) as team
            from team t join team_member m on m.team_id = t.id join employee e on e.id = m.employee_id
            where t.id in (select team_id from page) group by t.id)
          select json_build_object('data', json_build_object('accounts', json_build_object('nodes', json_agg(
            json_build_object('id', 'Account:' || a.id, 'name', a.name, 'country', a.country, 'segment', a.segment,
              'lead', s.lead, 'team', s.team, 'latestAnswer', (
                select json_build_object('overall', n.overall, 'answeredAt', n.answered_at) from answer n
                where n.account_id = a.id order by n.answered_at desc limit 1))),
            'pageInfo', json_build_object('hasNextPage', true, 'endCursor', max(a.name)))))::text
          from page a join served s on s.id = a.team_id
          """
              .formatted(TEAMS_OF_THE_SALES_MANAGER),
          0.55);

  private static final Screen ACCOUNT =
      new Screen(
          "B, one account with contacts, purchases and answers",
          """
          query ($id: ID!) { account(id: $id) { id name country segment contacts { id name email role language } \
          purchases { orderCount lastPurchase rhythm total { netRevenue { amount currency } grossProfit { amount } } } \
          answers(first: 10) { overall answeredAt why contact { name } } } }""",
          """
          select json_build_object('data', json_build_object('account', json_build_object(
            'id', 'Account:' || a.id, 'name', a.name, 'country', a.country, 'segment', a.segment,
            'contacts', (
              select json_agg(json_build_object('id', c.id, 'name', c.name, 'email', c.email, 'role', c.role,
                'language', c.language) order by c.name)
              from contact c where c.account_id = a.id),
            'purchases', (
              select json_build_object('orderCount', count(*), 'lastPurchase', max(purchased_on), 'rhythm', 'ON_TIME', 'total',
                json_build_object(
                  'netRevenue', json_build_object('amount', sum(net_amount)::text, 'currency', 'EUR'),
                  'grossProfit', json_build_object('amount', sum(net_amount - cost_amount)::text)))
              from purchase p where p.account_id = a.id and p.superseded_at is null
                and p.purchased_on > current_date - 365),
            'answers', (
              select json_agg(json_build_object('overall', n.overall, 'answeredAt', n.answered_at, 'why', n.why,
                'contact', json_build_object('name', n.name)))
              from (
                select n.*, c.name from answer n join contact c on c.id = n.contact_id
                where n.account_id = a.id order by n.answered_at desc limit 10) n))))::text
          from account a where a.id = $1 and a.team_id = any (array(%s))
          """
              .formatted(TEAMS_OF_THE_SALES_MANAGER),
          0.6);

  @Override
  public String name() {
    return "screens";
  }

  @Override
  public void run(Stage stage, Consumer<String> figures) throws Exception {
    stage.company().foundLarge(ACCOUNTS);
    stage.company().buy();
    List<Integer> mine = stage.company().accountsOf(Company.SALES_MANAGER_ID, 1_000);
    for (Screen screen : List.of(PAGE, ACCOUNT)) {
      try (KeypulseProcess keypulse = stage.keypulse(Map.of());
          LimitProcess limit = LimitProcess.passingOn(stage, screen.statement())) {
        List<byte[]> questions = questions(keypulse, screen, mine);
        List<byte[]> limits =
            mine.stream()
                .map(
                    id ->
                        HttpConnection.request(
                            "GET", screen.equals(PAGE) ? "/" : "/?" + id, Map.of(), ""))
                .toList();
        Latencies latencies = new Latencies();
        keypulse.warmUp(() -> ask(keypulse.port(), questions, REQUESTS, new Latencies()));
        List<String> statements =
            stage.statementLog().during(() -> ask(keypulse.port(), questions, 1, new Latencies()));
        Rounds.Pair measured =
            Rounds.inTurns(
                () -> ask(keypulse.port(), questions, REQUESTS, latencies),
                () -> ask(limit.port(), limits, REQUESTS, new Latencies()));
        double cpu =
            keypulse.cpuMicros(
                REQUESTS, () -> ask(keypulse.port(), questions, REQUESTS, new Latencies()));
        figures.accept(
            new Figure(
                    screen.name(), measured.first(), "its JSON by one statement", measured.second())
                + String.format(Locale.ROOT, " (wanted %.2f)", screen.wanted()));
        figures.accept(
            "  %s; statements: %d, of them for data %d; processor time of Keypulse: %.0f µs; its memory: %d MB"
                .formatted(
                    latencies,
                    statements.size(),
                    statements.stream().filter(Screens::asksForData).count(),
                    cpu,
                    keypulse.residentMegabytes()));
      }
    }
  }

  private static List<byte[]> questions(
      KeypulseProcess keypulse, Screen screen, List<Integer> accounts) {
    String query = screen.query().replace("\"", "\\\"");
    return accounts.stream()
        .map(
            id ->
                keypulse.graphql(
                    Company.SALES_MANAGER,
                    "{\"query\":\"%s\",\"variables\":{\"id\":\"%s\"}}"
                        .formatted(query, GlobalId.of("Account", id))))
        .toList();
  }

  private static boolean asksForData(String statement) {
    String sql = statement.toLowerCase(Locale.ROOT);
    return sql.contains(" from ") && !sql.contains("set_config") && !sql.contains("signing_in");
  }

  private static double ask(int port, List<byte[]> questions, int count, Latencies latencies)
      throws Exception {
    return Load.perSecond(CONNECTIONS, count, () -> new Reader(port, questions, latencies));
  }

  private static final class Reader implements Load.Worker {
    private final HttpConnection connection;
    private final List<byte[]> questions;
    private final Latencies latencies;

    Reader(int port, List<byte[]> questions, Latencies latencies) throws Exception {
      this.connection = new HttpConnection(port);
      this.questions = questions;
      this.latencies = latencies;
    }

    @Override
    public void work(int number) throws Exception {
      long start = System.nanoTime();
      String page = connection.send(questions.get(number % questions.size())).bodyOf(200);
      latencies.add(System.nanoTime() - start);
      if (page.contains("\"errors\"") || !page.contains("Account ")) {
        throw new IllegalStateException(page);
      }
    }

    @Override
    public void close() throws Exception {
      connection.close();
    }
  }
}
