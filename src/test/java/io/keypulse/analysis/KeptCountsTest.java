package io.keypulse.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.keypulse.Client;
import io.keypulse.Database;
import io.keypulse.KeypulseTest;
import io.keypulse.Together;
import io.keypulse.platform.AsSystem;
import io.keypulse.survey.Aspect;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.restassured.path.json.JsonPath;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** What the database keeps is what the answers say, whatever becomes of them. */
@KeypulseTest
class KeptCountsTest {
  private static final String MERGE =
      "mutation ($i: AccountMergeInput!) { accountMerge(input: $i) { id } }";
  private static final String UNDO =
      "mutation ($i: AccountMergeUndoInput!) { accountMergeUndo(input: $i) { undoneAt } }";

  @Inject SystemEyes eyes;
  @Inject Counts counts;

  /** Reads as the system does, once from what is kept and once from the answers. */
  @ApplicationScoped
  static class SystemEyes {
    /** There is none of this number: with it the answers themselves are counted. */
    private static final int NO_WAVE = 0;

    @Inject Counts counts;
    @Inject KeptCounts kept;

    @AsSystem
    <T> T look(Supplier<T> figures) {
      return QuarkusTransaction.requiringNew().call(figures::get);
    }

    List<Object> kept(int wave) {
      return figures(new Scope(List.of(wave), null, null, null, true));
    }

    List<Object> answers(int wave) {
      return figures(new Scope(List.of(wave, NO_WAVE), null, null, null, true));
    }

    List<Object> figures(Scope scope) {
      return List.of(
          counts.tallies(scope).stream().reduce(Tally.NOTHING, Tally::plus),
          sorted(counts.talliesOfAccounts(scope)),
          sorted(counts.equalAccounts(scope).stream().map(SystemEyes::ofAnyStratum).toList()),
          sorted(together(counts.byAspect(scope))),
          sorted(together(counts.byLevel(scope))),
          counts.accountsWithReasons(scope));
    }

    List<KeptCounts.Wrong> wrong(int wave) {
      return kept.wrong(List.of(wave));
    }

    /** Whatever strata there are. */
    private static List<Rated> together(List<Rated> rated) {
      return rated.stream()
          .map(
              one ->
                  new Rated(
                      one.name(),
                      one.accounts(),
                      List.of(one.strata().stream().reduce(Tally.NOTHING, Tally::plus))))
          .toList();
    }

    private static Counts.EqualAccounts ofAnyStratum(Counts.EqualAccounts some) {
      return new Counts.EqualAccounts(
          "",
          some.people(),
          some.candidates(),
          some.dissatisfied(),
          some.withOpinion(),
          some.accounts());
    }

    private static <T> List<T> sorted(List<T> rows) {
      return rows.stream().sorted(Comparator.comparing(Object::toString)).toList();
    }
  }

  @Test
  void correctedMovedMergedAndErasedAnswersLeaveTheCountsExactly() {
    Answers answers =
        staffed().accounts("north", "a", 6, 4, "Food").accounts("south", "b", 3, 4, "Toys");
    String wave = answers.wave(answers.company.program(100_000), 0);
    List<Object> silent = balanced(wave);
    answers.say(wave, "a", 1, 4, 1, "1 + i", "'{1,4,2}'", "null");
    answers.say(wave, "a", 1, 6, 2, "2", "'{null,4,5}'", "null");
    answers.say(wave, "b", 1, 3, 1, "3", "'{5,5,1}'", "null");
    List<Object> said = balanced(wave);
    assertNotEquals(silent, said);

    Database.change(
        "update answer set ratings = '{5,5,5}', version = 2, revised_at = now() where wave_id = ?::int and overall = 2",
        wave);
    assertNotEquals(said, balanced(wave), "corrected");
    Database.change(
        "update answer set ratings = case when overall = 2 then '{null,4,5}'::smallint[] else ratings end where wave_id = ?::int",
        wave);
    balanced(wave);

    Database.change(
        "update account set team_id = (select team_id from account where source = ? and external_id = 'b1'), segment = 'Toys'"
            + " where source = ? and external_id = 'a2'",
        answers.company.prefix,
        answers.company.prefix);
    balanced(wave);

    Client admin = Client.as("admin");
    JsonPath winner = account(answers, "a1");
    JsonPath loser = account(answers, "b2");
    Map<String, Object> pair =
        Map.of(
            "winnerId", winner.getString("id"),
            "winnerExpectedVersion", winner.getInt("version"),
            "loserId", loser.getString("id"),
            "loserExpectedVersion", loser.getInt("version"));
    List<Object> apart = balanced(wave);
    String merge = admin.data(MERGE, Map.of("i", pair)).getString("data.accountMerge.id");
    assertNotEquals(apart, balanced(wave), "one account less");
    admin.data(UNDO, Map.of("i", Map.of("mergeId", merge)));
    assertEquals(apart, balanced(wave), "merged and parted again");

    Database.change(
        "delete from answer where wave_id = ?::int and contact_id in (select id from contact where source = ? and"
            + " external_id in ('a1-1', 'b3-1'))",
        wave,
        answers.company.prefix);
    assertNotEquals(apart, balanced(wave), "two are gone");
  }

  @Test
  void overSeveralWavesTheNewestAnswerOfEachPersonCounts() {
    Answers answers = staffed().accounts("north", "a", 4, 2, "Food");
    String program = answers.company.program(100_000);
    String first = answers.wave(program, 60);
    String second = answers.wave(program, 30);
    answers.say(first, "a", 1, 4, 1, "1", "'{1,2,2}'", "null");
    answers.say(first, "a", 1, 2, 2, "4", "'{4,4,null}'", "null");
    List<Integer> both = List.of(Integer.parseInt(second), Integer.parseInt(first));
    Scope scope = new Scope(both, null, null, null, true);
    assertEquals(
        eyes.look(() -> eyes.figures(scope.in(List.of(both.getLast(), SystemEyes.NO_WAVE)))),
        eyes.look(() -> eyes.figures(scope)),
        "nobody has answered again");

    answers.say(second, "a", 1, 3, 1, "5", "'{3,5,1}'", "null");
    Tally tally = eyes.look(() -> counts.tallies(scope)).getFirst();
    assertEquals(new Tally("", 8, 8, 1, 0, 0, 2, 3, 0), tally);
    List<Rated> aspects = eyes.look(() -> counts.byAspect(scope));
    assertEquals(
        List.of(
            Rated.of("PRODUCT_QUALITY", "", 8, 6, 3, 1, 1),
            Rated.of("PRICE", "", 8, 6, 6, 1, 1),
            Rated.of("DELIVERY", "", 8, 4, 4, 4, 4)),
        aspects);
    assertEquals(
        List.of(Rated.of("PRICE", "", 8, 6, 6, 1, 1), Rated.of("QUALITY", "", 8, 6, 6, 4, 4)),
        eyes.look(() -> counts.byLevel(scope)));
    assertEquals(4, eyes.look(() -> counts.accountsWithReasons(scope)));
    assertEquals(
        List.of(
            new Counts.EqualAccounts("", 2, 2, 0, 1, 1),
            new Counts.EqualAccounts("", 2, 2, 0, 2, 2),
            new Counts.EqualAccounts("", 2, 2, 1, 1, 1)),
        eyes.look(() -> SystemEyes.sorted(counts.equalAccounts(scope))));

    Database.change(
        "delete from answer where wave_id = ?::int and account_id in (select id from account where source = ? and external_id = 'a1')",
        second,
        answers.company.prefix);
    assertEquals(
        2,
        eyes.look(() -> counts.tallies(scope)).getFirst().dissatisfied(),
        "the one before counts again");
  }

  @Test
  void peopleOfOneAccountWhoAnswerAtTheSameMomentAreAllCounted() throws Exception {
    Answers answers = staffed().accounts("north", "a", 1, 12, "Food");
    String wave = answers.wave(answers.company.program(100_000), 0);
    AtomicInteger next = new AtomicInteger();
    Together.run(
        12, () -> answers.say(wave, "a", 1, 1, next.incrementAndGet(), "2", "'{1,4,2}'", "null"));
    balanced(wave);
    assertEquals(
        12,
        answers.ask(answers.chief(), wave, "", "answered").getInt("answered"),
        "at the next query");
  }

  @Test
  void anAnswerWhoseAccountIsCountedAnewInTheSameTransactionCountsOnce() {
    Answers answers = staffed().accounts("north", "a", 1, 3, "Food");
    String wave = answers.wave(answers.company.program(100_000), 0);
    answers.say(wave, "a", 1, 1, 1, "4", "'{5,4,4}'", "null");
    Database.change(
        """
        do $$ begin
          insert into answer (invitation_id, wave_id, contact_id, account_id, team_id, overall, ratings, answered_at)
          select id, wave_id, contact_id, account_id, team_id, 2, '{1,4,2}', now() from invitation v
          where v.wave_id = %1$s and not exists (select from answer n where n.invitation_id = v.id) order by id limit 1;
          update account set segment = 'Toys' where source = '%2$s' and external_id = 'a1';
          update answer set overall = 1, version = 2, revised_at = now() where wave_id = %1$s and overall = 2;
        end $$
        """
            .formatted(wave, answers.company.prefix));
    balanced(wave);
    assertEquals(2, answers.ask(answers.chief(), wave, "", "answered").getInt("answered"));
  }

  @Test
  void theDatabaseKnowsWhichAspectBelongsToWhichLevel() {
    List<Aspect.Level> inOrder = List.of(Aspect.Level.values());
    for (Aspect aspect : Aspect.values()) {
      assertEquals(
          Integer.toString(9 + inOrder.indexOf(aspect.level)),
          Database.value("select level_place(?)", aspect.name()),
          aspect.name());
    }
  }

  @Test
  void aCountThatWasTamperedWithIsFound() {
    Answers answers = staffed().accounts("north", "a", 2, 2, "Food");
    String wave = answers.wave(answers.company.program(100_000), 0);
    answers.say(wave, "a", 1, 2, 1, "2", "'{1,4,2}'", "null");
    balanced(wave);
    for (String table : List.of("account_count", "people_count")) {
      String change = "update %s set no_opinion = no_opinion %s 1 where wave_id = ?::int";
      Database.change(change.formatted(table, "+"), wave);
      List<KeptCounts.Wrong> wrong = eyes.look(() -> eyes.wrong(Integer.parseInt(wave)));
      assertEquals(
          List.of(Integer.valueOf(wave)), wrong.stream().map(KeptCounts.Wrong::waveId).toList());
      Database.change(change.formatted(table, "-"), wave);
    }
    balanced(wave);
  }

  private static Answers staffed() {
    Answers answers = new Answers();
    answers.company.staffed();
    return answers;
  }

  /** The figures of the wave, after both ways to them were compared. */
  private List<Object> balanced(String wave) {
    int number = Integer.parseInt(wave);
    List<Object> kept = eyes.look(() -> eyes.kept(number));
    assertEquals(eyes.look(() -> eyes.answers(number)), kept);
    assertEquals(List.of(), eyes.look(() -> eyes.wrong(number)));
    return kept;
  }

  private static JsonPath account(Answers answers, String externalId) {
    return answers
        .chief()
        .data(
            "query ($s: String!, $v: String!) { accountByExternalId(source: $s, value: $v) { id version } }",
            Map.of("s", answers.company.prefix, "v", externalId))
        .setRootPath("data.accountByExternalId");
  }
}
