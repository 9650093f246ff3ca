package io.keypulse.response;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.keypulse.Client;
import io.keypulse.Company;
import io.keypulse.Database;
import io.keypulse.KeypulseTest;
import io.keypulse.Mailbox;
import io.keypulse.MovableClock;
import io.keypulse.Socket;
import io.keypulse.invitation.InvitationDispatcher;
import io.keypulse.invitation.Reminders;
import io.keypulse.platform.GlobalId;
import io.keypulse.survey.Satisfaction;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whoever cannot be mailed or stays silent is called. */
@KeypulseTest
class PhoneTest {
  private static final Duration SOME_DAYS = Duration.ofDays(4);
  private static final String ATTEMPT =
      """
      mutation ($input: PhoneAttemptRecordInput!) { phoneAttemptRecord(input: $input) {
        id outcome note callBackAt interviewer { name } wave { id } } }
      """;
  private static final String RESPONSE =
      """
      mutation ($input: ResponseRecordInput!) { responseRecord(input: $input) {
        id mode overall why callWish interviewer { name } seconds ratings { aspect answer } quality { items speedShare } } }
      """;

  @Inject InvitationDispatcher dispatcher;
  @Inject Reminders reminders;
  @Inject MovableClock clock;
  @Inject WavePulse pulse;

  private Company company;
  private Client ana;
  private String wave;

  /**
   * Five people at acme with telephones; the second objects, the third's address is refused, the
   * fourth has none.
   */
  @BeforeEach
  void somePeopleAreDrawn() {
    company = Company.imported().keyAccount("acme", "north", 5).keyAccount("bolt", "south", 1);
    company.put(
        "contacts",
        "source,external_id,account_external_id,name,email,role,language,phone",
        "%1$s,acme1,acme,Kim 1,kim1@acme.%1$s.example,BUYER,en,+49 30 1000001",
        "%1$s,acme2,acme,Kim 2,kim2@acme.%1$s.example,BUYER,en,+49 30 1000002",
        "%1$s,acme3,acme,Kim 3,kim3@acme.%1$s.example,BUYER,en,+49 30 1000003",
        "%1$s,acme6,acme,Kim 6,,BUYER,en,+49 30 1000006",
        "%1$s,bolt1,bolt,Kim 1,kim1@bolt.%1$s.example,BUYER,en,+49 30 1000007");
    Mailbox.refuse(company.address("acme", 3), "550 5.1.1 no such user");
    wave =
        company.openWave(company.program(100_000, Map.of("channels", List.of("EMAIL", "PHONE"))));
    dispatcher.dispatch(clock);
    company.put(
        "permissions",
        "source,external_id,contact_external_id,kind,said_on",
        "%1$s,p1,acme2,OBJECTION,2026-01-01");
    ana = Client.as(company.login("ana"));
  }

  @AfterEach
  void theWaveEnds() {
    company.closeWave(wave);
  }

  @Test
  void theCallListHoldsWhoCannotBeMailedAtOnceAndTheSilentAfterSomeDays() {
    assertEquals(List.of("Kim 3 NOT_DELIVERED", "Kim 6 NO_ADDRESS"), callList(ana));
    clock.later(
        SOME_DAYS,
        () -> {
          assertEquals(
              List.of("Kim 3 NOT_DELIVERED", "Kim 6 NO_ADDRESS", "Kim 1 SILENT"), callList(ana));
          assertEquals(List.of("Kim 1 SILENT"), callList(Client.as(company.login("ben"))));
          given()
              .formParam("overall", 4)
              .post(Mailbox.of(company.address("acme", 1)).getFirst().answerPath())
              .then()
              .statusCode(200);
          assertEquals(List.of("Kim 3 NOT_DELIVERED", "Kim 6 NO_ADDRESS"), callList(ana));
        });
    JsonPath page =
        ana.data(
            "query ($w: ID!) { phoneInterviews(waveId: $w, first: 1) { totalCount pageInfo { hasNextPage endCursor } nodes { contact { phone name } } } }",
            Map.of("w", wave));
    page.setRootPath("data.phoneInterviews");
    assertEquals(2, page.getInt("totalCount"));
    assertEquals("+49301000003", page.getString("nodes[0].contact.phone"));
    JsonPath next =
        ana.data(
            "query ($w: ID!, $a: String) { phoneInterviews(waveId: $w, first: 1, after: $a) { pageInfo { hasNextPage } nodes { contact { name } } } }",
            Map.of("w", wave, "a", page.getString("pageInfo.endCursor")));
    next.setRootPath("data.phoneInterviews");
    assertEquals(List.of("Kim 6"), next.getList("nodes.contact.name"));
    assertEquals(false, next.getBoolean("pageInfo.hasNextPage"));
  }

  @Test
  void onlyProgramsThatAskByPhoneHaveACallList() {
    assertEquals(
        "ASKED_BY_PHONE",
        Database.value(
            """
            select m.reason from mail m join contact c on c.id = m.contact_id
            where c.source = ? and c.external_id = 'acme6'
            """,
            company.prefix),
        "a mail that nobody planned is not missing");
    Company other = Company.imported().keyAccount("acme", "north", 1);
    other.put(
        "contacts",
        "source,external_id,account_external_id,name,email,role,language,phone",
        "%1$s,acme1,acme,Kim 1,kim1@acme.%1$s.example,BUYER,en,+49 30 1000001");
    String byMail = other.openWave(other.program(100_000));
    clock.later(
        SOME_DAYS,
        () -> {
          dispatcher.dispatch(clock);
          assertEquals(
              0,
              Client.as(other.login("ana"))
                  .data(
                      "query ($w: ID!) { phoneInterviews(waveId: $w) { totalCount } }",
                      Map.of("w", byMail))
                  .getInt("data.phoneInterviews.totalCount"));
        });
    other.closeWave(byMail);
  }

  @Test
  void whoIsWithheldOrWantsToBeLeftInPeaceIsNotCalledAndWhoseMailCameBackIs() {
    Company other = Company.imported().keyAccount("acme", "north", 5);
    other.put(
        "contacts",
        "source,external_id,account_external_id,name,email,role,language,phone",
        IntStream.rangeClosed(1, 5)
            .mapToObj(
                i ->
                    "%1$s,acme"
                        + i
                        + ",acme,Kim "
                        + i
                        + ","
                        + other.address("acme", i)
                        + ",BUYER,en,+49 30 200000"
                        + i)
            .toArray(String[]::new));
    Database.change(
        """
        insert into contact_hold (contact_id, account_id, team_id, kind, reason, held_at)
        select id, account_id, team_id, 'MANUAL', 'Negotiating', now() from contact
        where source = ? and external_id = 'acme1'
        """,
        other.prefix);
    Company asked = company;
    String first = wave;
    company = other;
    wave = other.openWave(other.program(100_000, Map.of("channels", List.of("EMAIL", "PHONE"))));
    dispatcher.dispatch(clock);
    for (Map.Entry<Integer, String> wish : Map.of(2, "REMINDERS", 3, "QUARTER").entrySet()) {
      given()
          .formParam("choice", wish.getValue())
          .post(Mailbox.of(other.address("acme", wish.getKey())).getFirst().unsubscribePath())
          .then()
          .statusCode(200);
    }
    Database.change(
        "update mail set state = 'BOUNCED', reason = 'BOUNCED 5.1.1' where contact_id = ?::int",
        key("acme4"));
    Client caller = Client.as(other.login("ana"));
    clock.later(
        SOME_DAYS,
        () -> assertEquals(List.of("Kim 4 NOT_DELIVERED", "Kim 5 SILENT"), callList(caller)));
    assertEquals("NOT_FOUND", refused(caller, call("acme1", "NO_ANSWER")), "withheld");
    assertEquals(
        "NOT_FOUND", caller.refusal(RESPONSE, Map.of("input", interview("acme1", "NO_OPINION"))));
    other.closeWave(wave);
    company = asked;
    wave = first;
  }

  @Test
  void whoCanOnlyBeTelephonedStandsInTheBooksAndIsToldOfAsThat() {
    JsonPath told =
        ana.data(
            """
            query ($w: ID!) {
              wave(id: $w) { books { planned due sent failed skipped byPhone balanced } }
              undelivered(waveId: $w) { nodes { state reason contact { name } } } }
            """,
            Map.of("w", wave));
    assertEquals(
        Map.of(
            "planned",
            6,
            "due",
            0,
            "sent",
            4,
            "failed",
            1,
            "skipped",
            1,
            "byPhone",
            1,
            "balanced",
            true),
        told.getMap("data.wave.books"));
    told.setRootPath("data.undelivered.nodes");
    assertEquals(2, told.getList("").size());
    assertEquals("FAILED", told.getString("find { it.contact.name == 'Kim 3' }.state"));
    assertEquals("SKIPPED", told.getString("find { it.contact.name == 'Kim 6' }.state"));
    assertEquals("ASKED_BY_PHONE", told.getString("find { it.contact.name == 'Kim 6' }.reason"));
  }

  @Test
  void everyCallIsWrittenDownAndDecidesWhetherTheNextOneFollows() {
    Map<String, Object> noAnswer = call("acme3", "NO_ANSWER");
    noAnswer.put("idempotencyKey", "once");
    noAnswer.put("note", "Rang for long");
    JsonPath made = ana.data(ATTEMPT, Map.of("input", noAnswer));
    made.setRootPath("data.phoneAttemptRecord");
    assertEquals("Ana Alvarez", made.getString("interviewer.name"));
    assertEquals("Rang for long", made.getString("note"));
    JsonPath again = ana.data(ATTEMPT, Map.of("input", noAnswer));
    assertEquals(made.getString("id"), again.getString("data.phoneAttemptRecord.id"));
    assertEquals(1, attempts("acme3"));
    assertEquals(List.of("Kim 6 NO_ADDRESS", "Kim 3 NOT_DELIVERED"), callList(ana));

    Map<String, Object> callBack = call("acme3", "CALL_BACK");
    assertEquals("INVALID", ana.refusal(ATTEMPT, Map.of("input", callBack)));
    callBack.put("callBackAt", "2020-01-01T10:00:00Z");
    assertEquals("INVALID", ana.refusal(ATTEMPT, Map.of("input", callBack)));
    callBack.put("callBackAt", clock.instant().plus(Duration.ofDays(15)).toString());
    JsonPath tooLate = ana.ask(ATTEMPT, Map.of("input", callBack));
    assertEquals("INVALID", tooLate.getString("errors[0].extensions.code"));
    assertEquals("callBackAt", tooLate.getString("errors[0].extensions.field"));
    String end =
        Database.value(
            "select to_char(closes_at at time zone 'UTC', 'YYYY-MM-DD') from wave order by id desc limit 1");
    assertTrue(tooLate.getString("errors[0].message").contains("ends at " + end));
    callBack.put("callBackAt", clock.instant().plus(Duration.ofHours(3)).toString());
    ana.data(ATTEMPT, Map.of("input", callBack));
    ana.data(ATTEMPT, Map.of("input", call("acme6", "REFUSED")));
    assertEquals(List.of("Kim 3 NOT_DELIVERED"), callList(ana));
    assertEquals(List.of("INVALID"), List.of(refused(ana, call("acme3", "INTERVIEWED"))));

    assertEquals("NOT_FOUND", refused(ana, call("bolt1", "NO_ANSWER")), "not her account");
    assertEquals("NOT_FOUND", refused(ana, call("acme9", "NO_ANSWER")), "not drawn");
    assertEquals("FORBIDDEN", refused(Client.as("analyst"), call("acme3", "NO_ANSWER")));
    assertEquals("INVALID", refused(Client.as("admin"), call("acme3", "NO_ANSWER")), "who called?");
    Map<String, Object> named = call("acme3", "WRONG_PERSON");
    named.put("interviewerId", employee("lou"));
    Client.as("admin").data(ATTEMPT, Map.of("input", named));
    assertEquals(List.of(), callList(ana));
    JsonPath calls =
        ana.data(
            "query ($id: ID!) { contact(id: $id) { phoneAttempts { outcome interviewer { name } } } }",
            Map.of("id", contact("acme3")));
    assertEquals(
        List.of("WRONG_PERSON", "CALL_BACK", "NO_ANSWER"),
        calls.getList("data.contact.phoneAttempts.outcome"));
    assertEquals(
        "Lou Logistics", calls.getString("data.contact.phoneAttempts[0].interviewer.name"));
    assertNull(
        Client.as("analyst")
            .data(
                "query ($id: ID!) { contact(id: $id) { phoneAttempts { note } } }",
                Map.of("id", contact("acme3")))
            .get("data.contact.phoneAttempts[2].note"));
  }

  @Test
  void nobodyButAnAdministratorWritesDownWhatAColleagueHeard() {
    Map<String, Object> called = call("acme3", "NO_ANSWER");
    Map<String, Object> heard = interview("acme3", "VERY_SATISFIED");
    for (Map<String, Object> forged : List.of(called, heard)) {
      forged.put("interviewerId", employee("lou"));
    }
    assertEquals("FORBIDDEN", ana.refusal(ATTEMPT, Map.of("input", called)));
    assertEquals("FORBIDDEN", ana.refusal(RESPONSE, Map.of("input", heard)));
    assertEquals(0, attempts("acme3"));
    called.put("interviewerId", employee("ana"));
    ana.data(ATTEMPT, Map.of("input", called));
    Client.as("admin").data(RESPONSE, Map.of("input", heard));
  }

  @Test
  void aWaveThatAsksByMailAloneTakesNothingFromTheTelephone() {
    company.closeWave(wave);
    wave = company.openWave(company.program(100_000, Map.of("channels", List.of("EMAIL"))));
    assertEquals("WRONG_STATE", ana.refusal(ATTEMPT, Map.of("input", call("acme1", "NO_ANSWER"))));
  }

  @Test
  void whoeverSettlesItOnTheTelephoneIsNotRemindedByMail() {
    company.closeWave(wave);
    wave =
        company.openWave(
            company.program(
                100_000,
                Map.of("channels", List.of("EMAIL", "PHONE"), "reminderDays", List.of(3, 7))));
    dispatcher.dispatch(clock);
    List<String> outcomes = List.of("REFUSED", "LEFT_COMPANY", "UNABLE", "NO_ANSWER");
    List<String> contacts = List.of("acme1", "acme4", "acme5", "bolt1");
    onDay(2);
    for (int place = 0; place < outcomes.size(); place++) {
      (place < 3 ? ana : Client.as(company.login("ben")))
          .data(ATTEMPT, Map.of("input", call(contacts.get(place), outcomes.get(place))));
    }
    onDay(3);
    onDay(7);
    assertEquals(
        List.of("acme1 0", "acme4 0", "acme5 0", "bolt1 2"),
        Database.column(
            """
            select c.external_id || ' ' || count(m.*) filter (where m.kind = 'REMINDER' and m.state = 'SENT')
            from contact c join mail m on m.contact_id = c.id and m.wave_id = ?::int
            where c.source = ? and c.external_id in ('acme1', 'acme4', 'acme5', 'bolt1') group by c.external_id order by 1
            """,
            Integer.toString(GlobalId.parseInt("Wave", wave, "id")),
            company.prefix));
  }

  private void onDay(int day) {
    clock.later(
        Duration.ofDays(day).plusMinutes(1),
        () -> {
          reminders.plan(clock.instant());
          dispatcher.dispatch(clock);
        });
  }

  @Test
  void anInterviewIsAnAnswerOfItsOwnModeAndOpensACaseAsTheOthersDo() {
    Map<String, Object> said = interview("acme6", "SOMEWHAT_DISSATISFIED");
    said.put("why", "Nobody calls back");
    said.put("callWish", true);
    said.put("ratings", List.of(Map.of("aspect", "PRICE", "answer", "SATISFIED_OVERALL")));
    JsonPath answer = ana.data(RESPONSE, Map.of("input", said));
    answer.setRootPath("data.responseRecord");
    assertEquals("PHONE", answer.getString("mode"));
    assertEquals("Ana Alvarez", answer.getString("interviewer.name"));
    assertEquals(true, answer.getBoolean("callWish"));
    assertEquals("PRICE", answer.getString("ratings[0].aspect"));
    assertNull(answer.get("seconds"));
    assertNull(answer.get("quality.speedShare"));
    assertEquals(
        answer.getString("id"),
        ana.data(RESPONSE, Map.of("input", said)).getString("data.responseRecord.id"));
    assertEquals(
        "1",
        Database.value(
            "select count(*) from follow_up where account_id = (select account_id from contact where id = ?::int)",
            key("acme6")));
    said.put("overall", "VERY_SATISFIED");
    assertEquals("WRONG_STATE", ana.refusal(RESPONSE, Map.of("input", said)));

    Map<String, Object> wrong = interview("acme3", "NO_OPINION");
    wrong.put("ratings", List.of(Map.of("aspect", "BRAND", "answer", "NO_OPINION")));
    assertEquals("INVALID", ana.refusal(RESPONSE, Map.of("input", wrong)), "not asked in it");
    wrong.remove("ratings");
    wrong.put("why", "x".repeat(4001));
    assertEquals("INVALID", ana.refusal(RESPONSE, Map.of("input", wrong)), "too long");
    wrong.remove("why");
    wrong.put("mode", "EMAIL");
    assertEquals("INVALID", ana.refusal(RESPONSE, Map.of("input", wrong)));
    assertEquals(
        "NOT_FOUND", ana.refusal(RESPONSE, Map.of("input", interview("bolt1", "NO_OPINION"))));
    assertEquals(
        "FORBIDDEN",
        Client.as("analyst").refusal(RESPONSE, Map.of("input", interview("acme3", "NO_OPINION"))));
    clock.later(
        Duration.ofDays(15),
        () ->
            assertEquals(
                "WRONG_STATE",
                ana.refusal(RESPONSE, Map.of("input", interview("acme3", "NO_OPINION")))));
    assertEquals(List.of("Kim 3 NOT_DELIVERED"), callList(ana));
  }

  @Test
  void nobodyFindsOutByGuessingWhatSomebodySaidInConfidence() {
    Database.change(
        "update wave set confidentiality = 'AGGREGATE', aggregate_from = 5 where id = ?::int",
        GlobalId.parseInt("Wave", wave, "id"));
    given()
        .formParam("overall", 2)
        .post(Mailbox.of(company.address("acme", 1)).getFirst().answerPath())
        .then()
        .statusCode(200);
    ana.data(RESPONSE, Map.of("input", interview("acme6", "SOMEWHAT_DISSATISFIED")));
    Set<String> told = new HashSet<>();
    for (Satisfaction guess : Satisfaction.values()) {
      for (String who : List.of("acme1", "acme6")) {
        told.add(
            ana.ask(RESPONSE, Map.of("input", interview(who, guess.name())))
                .getString("errors[0].message"));
      }
    }
    assertEquals(Set.of("This person has answered already."), told);
  }

  @Test
  void whoWasInterviewedIsThankedForItOnTheirLinkAndCountsAsAnsweredInTheBooks() {
    clock.later(
        SOME_DAYS,
        () -> {
          ana.data(RESPONSE, Map.of("input", interview("acme1", "SATISFIED_OVERALL")));
          ana.data(RESPONSE, Map.of("input", interview("acme3", "VERY_SATISFIED")));
          String page = Mailbox.of(company.address("acme", 1)).getFirst().answerPath();
          given().formParam("overall", 2).post(page).then().statusCode(409);
          given().formParam("overall", 4).post(page).then().statusCode(200);
        });
    JsonPath books =
        ana.data(
            "query ($w: ID!) { wave(id: $w) { books { sent answered silent failed } } }",
            Map.of("w", wave));
    books.setRootPath("data.wave.books");
    assertEquals(2, books.getInt("answered"), "one of them has a mail, the other has none");
    assertEquals(1, books.getInt("failed"), "an answer on the telephone delivers no mail");
    assertEquals(books.getInt("sent") - 1, books.getInt("silent"));
  }

  @Test
  void whatBecameOfEveryoneDrawnAddsUp() {
    String page = Mailbox.of(company.address("acme", 1)).getFirst().answerPath();
    assertEquals("6 drawn: 0 0 1 3 0 2 0", dispositions(ana));
    given().formParam("overall", 4).post(page).then().statusCode(200);
    assertEquals("6 drawn: 0 1 1 2 0 2 0", dispositions(ana));
    given()
        .formParam("PRODUCT_QUALITY", 4)
        .formParam("PRICE", 3)
        .formParam("DELIVERY", 1)
        .post(page)
        .then()
        .statusCode(200);
    assertEquals("6 drawn: 1 0 1 2 0 2 0", dispositions(ana));
    ana.data(ATTEMPT, Map.of("input", call("acme3", "LEFT_COMPANY")));
    ana.data(ATTEMPT, Map.of("input", call("acme6", "UNABLE")));
    assertEquals("WRONG_STATE", refused(ana, call("acme3", "NO_ANSWER")), "a call settled it");
    assertEquals("WRONG_STATE", refused(ana, call("acme6", "NO_ANSWER")));
    ana.data(RESPONSE, Map.of("input", interview("acme5", "NO_OPINION")));
    assertEquals("6 drawn: 1 1 1 1 1 0 1", dispositions(ana));
    JsonPath byMode =
        ana.data(
            "query ($w: ID!) { wave(id: $w) { dispositions { byMode { mode complete partial } rates { eligible rr1 rr2 rr3 rr6 } } } }",
            Map.of("w", wave));
    byMode.setRootPath("data.wave.dispositions");
    assertEquals(List.of("EMAIL", "PHONE"), byMode.getList("byMode.mode"));
    assertEquals(List.of(1, 0), byMode.getList("byMode.complete"));
    assertEquals(List.of(0, 1), byMode.getList("byMode.partial"));
    // 1 complete, 1 partial, 1 refused, 1 silent, 1 unable, nobody unknown, 1 who has left
    assertEquals(5 / 6f, byMode.getFloat("rates.eligible"), 1e-6);
    assertEquals(0.2f, byMode.getFloat("rates.rr1"), 1e-6);
    assertEquals(0.4f, byMode.getFloat("rates.rr2"), 1e-6);
    assertEquals(0.2f, byMode.getFloat("rates.rr3"), 1e-6);
    assertEquals(0.4f, byMode.getFloat("rates.rr6"), 1e-6);
    assertEquals("1 drawn: 0 0 0 1 0 0 0", dispositions(Client.as(company.login("ben"))));
  }

  @Test
  void whoFollowsAWaveIsToldHowFarItHasComeByMailAndByTelephone() throws Exception {
    pulse.beat();
    String follow =
        "{\"id\":\"1\",\"type\":\"subscribe\",\"payload\":{\"query\":\"subscription { waveProgress(waveId: \\\""
            + wave
            + "\\\") { drawn sent answered byMode { mode asked answered } wave { id } } }\"}}";
    try (Socket socket = Socket.of(company.login("ana")).subscribedTo(follow)) {
      ana.data(RESPONSE, Map.of("input", interview("acme6", "VERY_SATISFIED")));
      assertEquals(1, pulse.beat());
      JsonPath told = socket.heard();
      told.setRootPath("payload.data.waveProgress");
      assertEquals(6, told.getInt("drawn"), "her own accounts only");
      assertEquals(4, told.getInt("sent"));
      assertEquals(1, told.getInt("answered"));
      assertEquals(List.of("EMAIL", "PHONE"), told.getList("byMode.mode"));
      assertEquals(List.of(0, 1), told.getList("byMode.answered"));
      assertEquals(List.of(4, 1), told.getList("byMode.asked"));
      assertEquals(wave, told.getString("wave.id"));
      assertEquals(0, pulse.beat(), "nothing has happened since");
      assertNull(socket.silence());
    }
  }

  private List<String> callList(Client who) {
    JsonPath list =
        who.data(
            "query ($w: ID!) { phoneInterviews(waveId: $w) { nodes { cause dueAt attempts contact { name } account { name } } } }",
            Map.of("w", wave));
    list.setRootPath("data.phoneInterviews");
    List<String> causes = list.getList("nodes.cause");
    List<String> names = list.getList("nodes.contact.name");
    return IntStream.range(0, names.size())
        .mapToObj(i -> names.get(i) + " " + causes.get(i))
        .toList();
  }

  private String dispositions(Client who) {
    JsonPath counts =
        who.data(
            """
            query ($w: ID!) { wave(id: $w) { dispositions {
              drawn complete partial refused nonContact other unknown notEligible } } }
            """,
            Map.of("w", wave));
    counts.setRootPath("data.wave.dispositions");
    List<String> parts =
        List.of("complete", "partial", "refused", "nonContact", "other", "unknown", "notEligible");
    assertEquals(counts.getInt("drawn"), parts.stream().mapToInt(counts::getInt).sum());
    return counts.getInt("drawn")
        + " drawn: "
        + String.join(" ", parts.stream().map(counts::getString).toList());
  }

  private static String refused(Client who, Map<String, Object> call) {
    return who.refusal(ATTEMPT, Map.of("input", call));
  }

  private Map<String, Object> call(String contact, String outcome) {
    return new HashMap<>(Map.of("waveId", wave, "contactId", contact(contact), "outcome", outcome));
  }

  private Map<String, Object> interview(String contact, String overall) {
    return new HashMap<>(
        Map.of("waveId", wave, "contactId", contact(contact), "mode", "PHONE", "overall", overall));
  }

  private int attempts(String contact) {
    return Integer.parseInt(
        Database.value(
            "select count(*) from phone_attempt where contact_id = ?::int", key(contact)));
  }

  private String contact(String externalId) {
    return GlobalId.of("Contact", Long.parseLong(key(externalId)));
  }

  private String employee(String externalId) {
    return GlobalId.of(
        "Employee",
        Long.parseLong(
            Database.value(
                "select id from employee where source = ? and external_id = ?",
                company.prefix,
                externalId)));
  }

  /** 0 for somebody who does not exist. */
  private String key(String externalId) {
    return Database.value(
        "select coalesce(max(id), 0) from contact where source = ? and external_id = ?",
        company.prefix,
        externalId);
  }
}
