package io.keypulse.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.keypulse.Client;
import io.keypulse.Database;
import io.keypulse.KeypulseTest;
import io.keypulse.platform.GlobalId;
import io.restassured.path.json.JsonPath;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Every scope over GraphQL against plain statements that know nothing but frames and answers. */
@KeypulseTest
class FiguresFromAnswersTest {
  /** Before the number of those with an opinion, where no more is told of them. */
  private static final String OF = "of ";

  /** Told from ten accounts on. */
  private static final String MEAN = "mean of accounts";

  private static final String FIELDS =
      """
      population drawn answered noOpinion distribution { count }
      dissatisfied { ...figure } satisfied { ...figure } dissatisfiedAccounts { ...figure }
      byAspect { aspect answered accounts } byLevel { level accounts }
      """;

  private static final String FIGURE =
      """
      fragment figure on ShareResult {
        ... on Share { count of population share } ... on FewAnswers { count of population }
        ... on InsufficientData { have } }
      """;

  private static final String FIGURES =
      """
      select 'population=' || count(distinct (contact_id, account_id)) from seen
      union all select 'drawn=' || count(distinct (contact_id, account_id)) from seen where drawn
      union all select 'answered=' || count(*) from newest
      union all select 'answer' || v.score || '=' || (select count(*) from newest where overall = v.score)
        from generate_series(1, 5) as v (score)
      union all select 'dissatisfied=' || count(*) filter (where overall < 3) || '/' || count(*) filter (where overall <> 3)
          || '/' || (select count(distinct (contact_id, account_id)) from seen) - count(*) filter (where overall = 3) from newest
      union all select 'satisfied=' || count(*) filter (where overall > 3) || '/' || count(*) filter (where overall <> 3)
          || '/' || (select count(distinct (contact_id, account_id)) from seen) - count(*) filter (where overall = 3) from newest
      union all select 'accounts=' || count(*) filter (where unhappy > 0) || '/' || count(*) filter (where opinions > 0)
          || '/' || (select count(distinct account_id) from seen) from of_account
      union all select 'mean of accounts=' || to_char(sum(unhappy / opinions::float8 / chance) / sum(1 / chance), 'FM0.0000')
        from of_account join drawn_at_all using (account_id) where opinions > 0 having count(*) > 0
      union all select aspect || '=' || count(*) || '/' || count(distinct account_id) filter (where score < 3)
        from mark group by aspect
      union all select 'level ' || level || '=' || count(distinct account_id) filter (where score < 3)
        from mark join level using (aspect) group by level
      """;

  private final Answers answers = new Answers();
  private final List<String> waves = new ArrayList<>();
  private String program = "";

  @Test
  void everyScopeOfOneAndOfSeveralWavesSaysWhatTheAnswersSay() {
    threeWavesOfACompany();
    for (Map.Entry<String, String> scope : scopes().entrySet()) {
      for (String wave : waves) {
        agree(wave, scope.getValue(), answers.chief(), in(wave), scope.getKey());
      }
      agree(all(), scope.getValue(), answers.chief(), period(), scope.getKey());
      changed(scope.getKey(), scope.getValue());
    }
    agree(all(), of("t.external_id = '%s north'"), answers.ana(), period(), "");
    onePageSaysOfEachAccountWhatItsOwnSays();
    ofASampleWhoWasDrawnIsTold();
  }

  private String all() {
    return String.join(", ", waves);
  }

  /** Corrected, taken back, moved to another team and to another company. */
  private void threeWavesOfACompany() {
    answers.company.put(
        "employees",
        "source,external_id,name,email,position,function,manager_external_id",
        "%1$s,chief,Cleo Chief,chief.%1$s@keypulse.example,CEO,EXECUTIVE,",
        "%1$s,mia,Mia Middle,mia.%1$s@keypulse.example,Sales manager,SALES,chief",
        "%1$s,ana,Ana Alvarez,ana.%1$s@keypulse.example,Key account manager,SALES,mia",
        "%1$s,ben,Ben Brandt,ben.%1$s@keypulse.example,Key account manager,SALES,chief");
    answers.company.put(
        "team-members",
        "source,external_id,team_external_id,employee_external_id,function,lead",
        "%1$s,m1,%1$s north,ana,SALES,true",
        "%1$s,m2,%1$s south,ben,SALES,true",
        "%1$s,m3,%1$s west,mia,SALES,true");
    answers
        .accounts("north", "a", 8, 3, "Food")
        .accounts("south", "b", 6, 2, "Toys")
        .accounts("west", "c", 5, 4, "Food");
    answers.company.put(
        "account-relationships",
        "source,external_id,account_external_id,type,other_external_id,since",
        "%1$s,1,b1,SUBSIDIARY_OF,a1,2020-01-01",
        "%1$s,2,c1,SUBSIDIARY_OF,b1,2020-01-01");
    program = answers.company.program(100_000);
    wave(90, 7, 1);
    wave(60, 3, 2);
    answers.company.put(
        "contacts",
        "source,external_id,account_external_id,name,email,role,language",
        "%1$s,a2-1,c1,Kim 1,kim1@a2.%1$s.example,BUYER,en",
        "%1$s,c2-1,b2,Kim 1,kim1@c2.%1$s.example,BUYER,en");
    Database.change(
        "update account set team_id = (select team_id from account where source = ? and external_id = 'b1'), segment = 'Toys'"
            + " where source = ? and external_id = 'a3'",
        answers.company.prefix,
        answers.company.prefix);
    wave(30, 4, 3);
    Database.change(
        "update answer set ratings = '{1,null,4}', version = 2, revised_at = now() where wave_id = ?::int and overall = 4",
        waves.getLast());
    Database.change(
        "delete from answer where wave_id = ?::int and contact_id in (select id from contact where source = ? and"
            + " external_id in ('a4-1', 'b3-1', 'c3-2'))",
        waves.getLast(),
        answers.company.prefix);
  }

  /** Some are silent each time, and what the others say goes through all five answers. */
  private void wave(int daysAgo, int step, int silent) {
    waves.add(answers.wave(program, daysAgo));
    say(waves.getLast(), step, silent);
  }

  private void say(String wave, int step, int silent) {
    for (String team : List.of("a", "b", "c")) {
      for (int contact = 1; contact <= 4; contact++) {
        if (contact != silent || team.equals("b")) {
          answers.say(
              wave,
              team,
              1,
              7,
              contact,
              "1 + (i * %d + %d) %% 5".formatted(step, contact),
              "array[1 + (i * %1$d) %% 5, case when i %% 3 = 0 then null else 1 + (i + %1$d) %% 5 end, 1 + (i * i) %% 5]"
                  .formatted(step + contact),
              "null");
        }
      }
    }
  }

  /** What clients say, and which accounts that is. */
  private Map<String, String> scopes() {
    Map<String, String> scopes = new LinkedHashMap<>();
    scopes.put("", of("true"));
    scopes.put("segment: \"Food\"", of("a.segment = 'Food'"));
    scopes.put("teamId: \"%s\"".formatted(team("south")), of("t.external_id = '%s south'"));
    scopes.put(
        "managerId: \"%s\"".formatted(answers.employee("ben")), of("t.external_id = '%s south'"));
    String mia = "managerId: \"%s\"".formatted(answers.employee("mia"));
    scopes.put(mia, of("t.external_id = '%s west'"));
    scopes.put(mia + ", line: TREE", of("t.external_id in ('%1$s west', '%1$s north')"));
    scopes.put(
        mia + ", line: TREE, segment: \"Food\"",
        of("t.external_id in ('%1$s west', '%1$s north') and a.segment = 'Food'"));
    String a1 = "accountId: \"%s\"".formatted(account("a1"));
    scopes.put(a1, of("a.external_id = 'a1'"));
    scopes.put(a1 + ", scope: GROUP", of("a.external_id in ('a1', 'b1', 'c1')"));
    return scopes;
  }

  private String of(String condition) {
    return "a.source = '%1$s' and exists (select from team t where t.id = a.team_id and %2$s)"
        .formatted(answers.company.prefix, condition.formatted(answers.company.prefix));
  }

  private void agree(String waves, String accounts, Client viewer, String when, String whom) {
    Map<String, String> told = told(viewer, when, whom);
    String asked = when + " " + whom;
    Map<String, String> expected = expected(waves, accounts);
    if (!told.containsKey(MEAN)) {
      expected.remove(MEAN);
    }
    expected.forEach(
        (figure, value) -> {
          String said = String.valueOf(told.get(figure));
          assertEquals(
              said.startsWith(OF) ? OF + value.split("/", -1)[1] : value,
              said,
              figure + " of " + asked);
        });
    assertEquals(expected.keySet(), told.keySet(), asked);
  }

  /**
   * @param accounts what is true of an account {@code a} that is asked about
   */
  private static String people(String waves, String accounts) {
    return """
      with seen as (
        select e.contact_id, e.account_id, e.drawn from frame_entry e join account a on a.id = e.account_id
        where e.wave_id in (%1$s) and (e.drawn or e.exclusion is null) and %2$s),
      heard as (
        select n.* from answer n join account a on a.id = n.account_id where n.wave_id in (%1$s) and %2$s),
      newest as (
        select h.* from heard h where not exists (
          select from heard l
          where l.contact_id = h.contact_id and l.account_id = h.account_id and l.answered_at > h.answered_at)),
      of_account as (
        select account_id, count(*) filter (where overall in (1, 2)) as unhappy,
          count(*) filter (where overall in (1, 2, 4, 5)) as opinions
        from newest group by account_id),
      size as (
        select account_id, count(distinct contact_id)
          - (select count(*) from newest n where n.account_id = s.account_id and n.overall = 3) as people
        from seen s group by account_id),
      total as (
        select (select sum(people) from size) as people,
          (select count(distinct (contact_id, account_id)) from seen where drawn)
          - (select count(*) from newest where overall = 3) as drawn),
      drawn_at_all as (
        select z.account_id,
          1 - exp(greatest(-500, sum(ln(greatest((t.people - t.drawn - j)::float8 / (t.people - j), 1e-300))))) as chance
        from size z cross join total t cross join lateral generate_series(0, z.people - 1) as j group by z.account_id),
      mark as (
        select n.account_id, n.contact_id, w.aspects[p] as aspect, n.ratings[p] as score
        from newest n join wave w on w.id = n.wave_id, generate_series(1, 8) as p where n.ratings[p] is not null),
      level (aspect, level) as (values ('PRODUCT_QUALITY', 'QUALITY'), ('DELIVERY', 'QUALITY'), ('PRICE', 'PRICE'))
      """
        .formatted(waves, accounts);
  }

  private static Map<String, String> expected(String waves, String accounts) {
    Map<String, String> figures = new TreeMap<>();
    for (String line : Database.column(people(waves, accounts) + FIGURES)) {
      String[] figure = line.split("=", 2);
      figures.put(figure[0], figure[1]);
    }
    return figures;
  }

  private static Map<String, String> told(Client viewer, String when, String whom) {
    JsonPath figure =
        viewer
            .data(
                "{ dissatisfaction(%s%s) { %s } } %s"
                    .formatted(when, whom.isEmpty() ? "" : ", " + whom, FIELDS, FIGURE))
            .setRootPath("data.dissatisfaction");
    Map<String, String> told = new TreeMap<>();
    for (String number : List.of("population", "drawn", "answered")) {
      told.put(number, figure.getString(number));
    }
    List<Integer> counts = figure.getList("distribution.count");
    for (int score = 1; score <= 5; score++) {
      told.put("answer" + score, String.valueOf(counts.get(5 - score)));
    }
    assertEquals(counts.get(2), figure.getInt("noOpinion"));
    told.put("dissatisfied", share(figure, "dissatisfied."));
    told.put("satisfied", share(figure, "satisfied."));
    told.put("accounts", share(figure, "dissatisfiedAccounts."));
    if (figure.get("dissatisfiedAccounts.share") != null) {
      told.put(
          MEAN, String.format(Locale.ROOT, "%.4f", figure.getDouble("dissatisfiedAccounts.share")));
    }
    for (Map<String, Object> aspect : figure.<Map<String, Object>>getList("byAspect")) {
      told.put(
          String.valueOf(aspect.get("aspect")),
          aspect.get("answered") + "/" + aspect.get("accounts"));
    }
    for (Map<String, Object> level : figure.<Map<String, Object>>getList("byLevel")) {
      told.put("level " + level.get("level"), String.valueOf(level.get("accounts")));
    }
    return told;
  }

  /** Of how many, where no more may be said of so few. */
  private static String share(JsonPath figure, String of) {
    return figure.get(of + "have") == null
        ? figure.get(of + "count")
            + "/"
            + figure.get(of + "of")
            + "/"
            + figure.get(of + "population")
        : OF + figure.get(of + "have");
  }

  /** The last wave against the one before. */
  private void changed(String whom, String accounts) {
    int both =
        Integer.parseInt(
            Database.value(
                """
                select count(*) from (
                  select n.account_id from answer n join account a on a.id = n.account_id
                  where n.overall <> 3 and n.wave_id in (%s, %s) and %s
                  group by n.account_id having count(distinct n.wave_id) = 2) b
                """
                    .formatted(waves.get(1), waves.get(2), accounts)));
    JsonPath change =
        answers
            .chief()
            .data(
                "{ dissatisfaction(waveId: \"%s\"%s) { change { ... on Change { compared wholeScale { now } } ... on InsufficientData { reason have need } } } }"
                    .formatted(wave(waves.get(2)), whom.isEmpty() ? "" : ", " + whom))
            .setRootPath("data.dissatisfaction.change");
    if (change.get("reason") == null) {
      assertEquals(1, change.getInt("compared"), "the whole scale alone: " + whom);
      assertTrue(change.getInt("wholeScale.now") >= 10, whom);
      assertTrue(both < 10 || both == change.getInt("wholeScale.now"), whom);
      return;
    }
    assertTrue(both < 10, whom);
    assertEquals("TOO_FEW_ACCOUNTS", change.getString("reason"), whom);
    assertEquals(both, change.getInt("have"), whom);
    assertEquals(30, change.getInt("need"), "some of an account's people are dissatisfied");
  }

  /** What is said of an account does not depend on what else is asked about. */
  private void onePageSaysOfEachAccountWhatItsOwnSays() {
    String satisfaction =
        "satisfaction(%s) { ... on AccountSatisfaction { verdict population distribution { count } } } inside { voices { answer contact { id } } }"
            .formatted(period());
    List<String> ids = List.of(account("a2"), account("b2"), account("c1"), account("c2"));
    JsonPath page =
        answers
            .chief()
            .data(
                "query ($ids: [ID!]) { accounts(filter: {id: {in: $ids}}) { nodes { id %s } } }"
                    .formatted(satisfaction),
                Map.of("ids", ids));
    for (String id : ids) {
      assertEquals(
          answers
              .chief()
              .data(
                  "query ($id: ID!) { account(id: $id) { id %s } }".formatted(satisfaction),
                  Map.of("id", id))
              .getMap("data.account"),
          page.getMap("data.accounts.nodes.find { it.id == '%s' }".formatted(id)),
          id);
    }
  }

  private void ofASampleWhoWasDrawnIsTold() {
    String wave = answers.wave(answers.company.program(20), 0);
    say(wave, 2, 0);
    for (Map.Entry<String, String> scope : scopes().entrySet()) {
      agree(wave, scope.getValue(), answers.chief(), in(wave), scope.getKey());
    }
    JsonPath rates =
        answers.ask(
            answers.chief(),
            wave,
            "",
            "responseRates { complete partial refused noContact other unknown notEligible rr1 rr2 }");
    String drawn =
        Database.value("select count(*) from frame_entry where wave_id = ?::int and drawn", wave);
    assertEquals("20", drawn);
    String[] said =
        Database.value(
                "select count(*) filter (where not 'x' = any (array_replace(ratings::text[], null, 'x'))) || ' ' || count(*)"
                    + " from answer where wave_id = ?::int",
                wave)
            .split(" ", -1);
    assertEquals(said[0], rates.getString("responseRates.complete"));
    assertEquals(Integer.parseInt(said[0]) / 20.0, rates.getDouble("responseRates.rr1"), 1e-6);
    assertEquals(Integer.parseInt(said[1]) / 20.0, rates.getDouble("responseRates.rr2"), 1e-6);
    assertEquals(
        20,
        List.of("complete", "partial", "refused", "noContact", "other", "unknown", "notEligible")
            .stream()
            .mapToInt(part -> rates.getInt("responseRates." + part))
            .sum());
  }

  private String period() {
    return "period: {from: \"2000-01-01\", to: \"2100-01-01\"}, programId: \"%s\""
        .formatted(program);
  }

  private static String in(String wave) {
    return "waveId: \"%s\"".formatted(wave(wave));
  }

  private static String wave(String number) {
    return GlobalId.of("Wave", Long.parseLong(number));
  }

  private String team(String name) {
    return GlobalId.of(
        "Team",
        Long.parseLong(
            Database.value(
                "select id from team where external_id = ?", answers.company.prefix + " " + name)));
  }

  private String account(String name) {
    return GlobalId.of(
        "Account",
        Long.parseLong(
            Database.value(
                "select id from account where source = ? and external_id = ?",
                answers.company.prefix,
                name)));
  }
}
