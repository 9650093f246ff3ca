package io.keypulse.response;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.keypulse.Client;
import io.keypulse.Company;
import io.keypulse.Database;
import io.keypulse.KeypulseTest;
import io.keypulse.Mailbox;
import io.keypulse.MovableClock;
import io.keypulse.invitation.InvitationDispatcher;
import io.keypulse.platform.GlobalId;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What happens to one person at the same moment leaves what it would one after the other. */
@KeypulseTest
class OnePersonAtOnceTest {
  private static final long LONGEST = Duration.ofSeconds(20).toNanos();

  @Inject InvitationDispatcher dispatcher;
  @Inject MovableClock clock;

  private Company company;
  private String wave;
  private String page;
  private int contact;
  private int acme;
  private int bolt;

  @BeforeEach
  void somebodyIsAsked() {
    company = Company.imported().keyAccount("acme", "north", 1).keyAccount("bolt", "south", 1);
    wave =
        company.openWave(company.program(100_000, Map.of("channels", List.of("EMAIL", "PHONE"))));
    dispatcher.dispatch(clock);
    page = Mailbox.of(company.address("acme", 1)).getFirst().answerPath();
    contact = id("contact", "acme1");
    acme = id("account", "acme");
    bolt = id("account", "bolt");
  }

  @AfterEach
  void theWaveEnds() {
    company.closeWave(wave);
  }

  @Test
  void whoAnswersWhileTheirAccountIsMergedHasAnsweredForTheWinner() throws Exception {
    assertEquals(List.of(200), merging(this::answer));
    assertEquals("1 1 1", answersAndCasesAt(bolt));
  }

  @Test
  void whoAnswersWhileAMergeIsUndoneHasAnsweredForTheirOwnAccount() throws Exception {
    int merge = Integer.parseInt(Database.value(merge()));
    assertEquals(
        List.of(200),
        during("select undo_account_merge(%d, now())".formatted(merge), this::answer));
    assertEquals("1 1 1", answersAndCasesAt(acme));
  }

  @Test
  void whoCorrectsWhileTheirAccountIsMergedHasCorrectedWhatTheWinnerHas() throws Exception {
    answer();
    assertEquals(List.of(200), merging(this::correct));
    assertEquals("1 1 1", answersAndCasesAt(bolt));
    assertEquals(
        "0", Database.value("select count(*) from answer_version where account_id = ?", acme));
  }

  @Test
  void whoDeletesTheirAnswerWhileACorrectionIsUnderWayHasDeletedBoth() throws Exception {
    answer();
    assertEquals(
        List.of(200, 200),
        during("lock table answer_version in share mode", this::correct, this::delete));
    assertEquals("0", Database.value("select count(*) from answer where contact_id = ?", contact));
    assertEquals(
        "UNPROVEN", Database.value("select state from follow_up where contact_id = ?", contact));
  }

  @Test
  void whoIsErasedWhileTheyAnswerHasNoCaseAndNoWordsLeft() throws Exception {
    assertEquals(
        List.of(200, 200),
        during("lock table answer in share mode", () -> answer("why", "Late"), this::erase));
    assertEquals(
        "UNPROVEN",
        Database.value(
            "select string_agg(state, ' ') from follow_up where contact_id = ?", contact));
    assertEquals(
        "0",
        Database.value(
            "select count(*) from answer where contact_id = ? and why is not null", contact));
  }

  @Test
  void whoClicksWhileTheirInterviewIsWrittenDownTakesNothingOfItAway() throws Exception {
    assertEquals(
        List.of(200, 200),
        during("lock table answer in share mode", this::interview, this::answer));
    assertEquals(
        "1 PHONE true spoken words",
        Database.value(
            "select concat_ws(' ', version, mode, call_wish::text, why) from answer where contact_id = ?",
            contact));
  }

  @Test
  void ofSeveralCallsThatSettleItOneIsWrittenDown() throws Exception {
    during(
        "lock table phone_attempt in share mode",
        () -> call("REFUSED"),
        () -> call("LEFT_COMPANY"),
        () -> call("UNABLE"));
    assertEquals(
        "1", Database.value("select count(*) from phone_attempt where contact_id = ?", contact));
  }

  private int answer(String... more) {
    RequestSpecification form = given().formParam("overall", 1);
    for (int place = 0; place < more.length; place += 2) {
      form.formParam(more[place], more[place + 1]);
    }
    return form.post(page).statusCode();
  }

  private int answer() {
    return answer(new String[0]);
  }

  private int correct() {
    return given().formParam("details", 1).formParam("why", "Late").post(page).statusCode();
  }

  private int delete() {
    return given().formParam("choice", "ANSWERS").post(page.replace("/s/", "/d/")).statusCode();
  }

  private int erase() {
    return mutate(
        "mutation ($i: ContactEraseInput!) { contactErase(input: $i) { id } }",
        Map.of(
            "contactId",
            GlobalId.of("Contact", contact),
            "expectedVersion",
            Integer.parseInt(
                Database.value("select version::text from contact where id = ?", contact)),
            "reason",
            "Asked for it"));
  }

  private int interview() {
    return mutate(
        "mutation ($i: ResponseRecordInput!) { responseRecord(input: $i) { overall } }",
        Map.of(
            "waveId",
            wave,
            "contactId",
            GlobalId.of("Contact", contact),
            "mode",
            "PHONE",
            "overall",
            "EXTREMELY_DISSATISFIED",
            "why",
            "spoken words",
            "callWish",
            true));
  }

  private int call(String outcome) {
    return mutate(
        "mutation ($i: PhoneAttemptRecordInput!) { phoneAttemptRecord(input: $i) { id } }",
        Map.of("waveId", wave, "contactId", GlobalId.of("Contact", contact), "outcome", outcome));
  }

  /** 200 where it is done. */
  private int mutate(String mutation, Map<String, Object> input) {
    Client who = Client.as(input.containsKey("reason") ? "admin" : company.login("ana"));
    return who.ask(mutation, Map.of("i", input)).getList("errors") == null ? 200 : 400;
  }

  private String answersAndCasesAt(int account) {
    return Database.value(
        """
        select concat_ws(' ', count(*), count(*) filter (where n.account_id = i.account_id and n.team_id = i.team_id),
          count(*) filter (where f.account_id = i.account_id and f.team_id = i.team_id))
        from answer n join invitation i on i.id = n.invitation_id join follow_up f on f.invitation_id = i.id
        where n.contact_id = ? and i.account_id = ?
        """,
        contact,
        account);
  }

  private List<Integer> merging(Callable<Integer> meanwhile) throws Exception {
    return during(merge(), meanwhile);
  }

  private String merge() {
    return "select merge_accounts(%d, %d, now())".formatted(bolt, acme);
  }

  /** Each begins when the one before it is done, or waits for what is held; it is kept then. */
  @SafeVarargs
  private static List<Integer> during(String held, Callable<Integer>... meanwhile)
      throws Exception {
    try (Connection other = Database.asAdministrator();
        ExecutorService people = Executors.newVirtualThreadPerTaskExecutor()) {
      other.setAutoCommit(false);
      try (Statement statement = other.createStatement()) {
        statement.execute(held);
      }
      List<Future<Integer>> begun = new ArrayList<>();
      for (Callable<Integer> work : meanwhile) {
        int before = waiting();
        Future<Integer> next = people.submit(work);
        begun.add(next);
        await(next, before);
      }
      other.commit();
      List<Integer> ended = new ArrayList<>();
      for (Future<Integer> one : begun) {
        ended.add(one.get());
      }
      return ended;
    }
  }

  private static void await(Future<?> begun, int before) throws SQLException {
    long end = System.nanoTime() + LONGEST;
    while (!begun.isDone() && waiting() <= before) {
      if (System.nanoTime() > end) {
        throw new AssertionError("it neither ends nor waits");
      }
      LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
    }
  }

  private static int waiting() {
    return Integer.parseInt(
        Database.value(
            "select count(*) from pg_stat_activity where wait_event_type = 'Lock' and usename = 'keypulse_app'"));
  }

  private int id(String table, String externalId) {
    return Integer.parseInt(
        Database.value(
            "select id::text from " + table + " where source = ? and external_id = ?",
            company.prefix,
            externalId));
  }
}
