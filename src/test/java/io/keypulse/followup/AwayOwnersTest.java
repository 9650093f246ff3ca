package io.keypulse.followup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.keypulse.Database;
import io.keypulse.KeypulseTest;
import io.keypulse.MovableClock;
import io.keypulse.Together;
import io.keypulse.invitation.InvitationDispatcher;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** No case lies with somebody on holiday, and nobody is spared one by coming and going. */
@KeypulseTest
class AwayOwnersTest {
  private static final Duration PAST_A_DEADLINE = Duration.ofDays(4);

  private static final Map<String, String> STANDS_IN =
      Map.of(
          "en", "You stand in for Ana Alvarez, who is back on ",
          "es", "Usted sustituye a Ana Alvarez, que vuelve el ",
          "zh", "您代Ana Alvarez处理此事，其将于",
          "de", "Sie vertreten Ana Alvarez, zurück am ",
          "fr", "Vous remplacez Ana Alvarez, de retour le ");

  @Inject InvitationDispatcher invitations;
  @Inject FollowUpDispatcher notices;
  @Inject FollowUpTick tick;
  @Inject MovableClock clock;

  private final LocalDate today = LocalDate.now(ZoneOffset.UTC);
  private final Loop loop = new Loop();
  private String wave = "";

  @BeforeEach
  void aWave() {
    loop.staffed();
    loop.keyAccount("acme", STANDS_IN.size());
    wave = loop.company.openWave(loop.company.program(100_000));
    invitations.dispatch(clock);
  }

  @AfterEach
  void theWaveEnds() {
    loop.company.closeWave(wave);
  }

  @Test
  void whatFallsDueWhileItsOwnerIsAwayIsGivenToWhoeverStandsInAndClimbsPastThem() {
    aCaseOfAna();
    standsIn("ana", "lou");
    away("ana", 0, 30);
    tick.turn(clock.instant());
    tick.turn(clock.instant());
    assertEquals("Lou Logistics", owner());
    assertEquals(List.of("RESPONSIBLE", "RESPONSIBLE"), loop.path("kind"));
    assertEquals(List.of("Ana Alvarez", "Ana Alvarez"), loop.path("person.name"));
    assertEquals(List.of("Ana Alvarez", "Lou Logistics"), loop.path("acting.name"), "once");
    assertEquals(
        today.plusDays(30).toString(),
        loop.as("lou")
            .data("{ followUps(first: 1) { nodes { returnsTo { absences { until } } } } }")
            .getString("data.followUps.nodes[0].returnsTo.absences[0].until"),
        "who stands in sees until when");
    assertEquals("Ana Alvarez", returnsTo());
    notices.dispatch(clock);
    String mail = loop.mailsOf("lou").getLast().said();
    assertTrue(mail.contains(STANDS_IN.get("en")), mail);
    assertTrue(mail.contains("It is your turn"), mail);
    assertTrue(loop.mailsOf("ana").getLast().said().contains("with Lou Logistics now"));
    clock.later(
        PAST_A_DEADLINE,
        () -> {
          tick.turn(clock.instant());
          assertEquals("Mia Middle", loop.path("person.name").getLast());
          assertEquals("Lou Logistics", loop.path("past.name").getLast());
          tick.turn(clock.instant());
          cancelAbsences("ana");
          tick.turn(clock.instant());
          assertEquals(3, loop.path("step").size(), "what has climbed is with those above");
        });
  }

  @Test
  void whatHasClimbedIsGivenToWhoeverStandsInOnceThoseAboveHaveSeenToIt() {
    aCaseOfAna();
    standsIn("ana", "lou");
    clock.later(
        PAST_A_DEADLINE,
        () -> {
          tick.turn(clock.instant());
          away("ana", 0, 40);
          tick.turn(clock.instant());
          assertEquals("Ana Alvarez", owner(), "it is Mia's turn");
          assertEquals(List.of("Ana Alvarez", "Mia Middle"), loop.path("person.name"));
          loop.change("mia", "followUpAcknowledge");
          tick.turn(clock.instant());
          assertEquals("Lou Logistics", owner());
          assertEquals("CONTACT", loop.path("task").getLast());
        });
  }

  @Test
  void whatIsDueAfterTheirReturnWaitsForThemAndAbsencesThatTouchAreOne() {
    aCaseOfAna();
    spokenAbout();
    String due = loop.newest().getString("dueAt");
    standsIn("ana", "lou");
    away("ana", 0, 2);
    tick.turn(clock.instant());
    assertEquals("Ana Alvarez", owner());
    away("ana", 2, 60);
    tick.turn(clock.instant());
    assertEquals("Lou Logistics", owner());
    assertEquals("RESOLVE", loop.path("task").getLast());
    assertEquals(due, loop.newest().getString("dueAt"), "there is time enough");
    loop.change("lou", "followUpAcknowledge");
    assertNull(returnsTo(), "they have taken it on");
  }

  @Test
  void whatAStandInHasNotTakenOnGoesBackAndNobodyIsGivenTimeTwice() {
    aCaseOfAna();
    standsIn("ana", "lou");
    away("ana", 0, 40);
    clock.later(PAST_A_DEADLINE, this::itIsLous);
  }

  private void itIsLous() {
    tick.turn(clock.instant());
    assertEquals("Lou Logistics", owner());
    assertEquals(List.of("Ana Alvarez", "Lou Logistics"), loop.path("acting.name"));
    Instant due = climbsAt();
    assertTrue(due.isAfter(clock.instant()), "time to act");
    clock.later(
        Duration.between(clock.instant(), due.minusSeconds(60)), () -> anaComesAndGoes(due));
  }

  private void anaComesAndGoes(Instant due) {
    notices.dispatch(clock);
    int told = loop.mailsOf("ana").size();
    cancelAbsences("ana");
    tick.turn(clock.instant());
    tick.turn(clock.instant());
    assertEquals("Ana Alvarez", owner());
    assertNull(returnsTo());
    assertEquals(
        List.of("Ana Alvarez", "Lou Logistics", "Ana Alvarez"), loop.path("acting.name"), "once");
    assertEquals(due, climbsAt());
    notices.dispatch(clock);
    assertEquals(told + 1, loop.mailsOf("ana").size());
    assertTrue(loop.mailsOf("ana").getLast().said().contains("It is your turn"));
    assertTrue(loop.mailsOf("lou").getLast().said().contains("with Ana Alvarez now"));

    away("ana", 0, 40);
    tick.turn(clock.instant());
    assertEquals("Lou Logistics", owner());
    assertEquals(due, climbsAt(), "they have had it before");
    clock.later(
        Duration.ofMinutes(2),
        () -> {
          tick.turn(clock.instant());
          assertEquals("Mia Middle", loop.path("person.name").getLast());
        });
  }

  private Instant climbsAt() {
    return OffsetDateTime.parse(loop.newest().getString("nextClimbAt")).toInstant();
  }

  @Test
  void whoeverIsAwayAgainBeforeItIsDueIsNotGivenItBack() {
    aCaseOfAna();
    spokenAbout();
    standsIn("ana", "lou");
    away("ana", 0, 60);
    tick.turn(clock.instant());
    assertEquals("Ana Alvarez", returnsTo());
    cancelAbsences("ana");
    away("ana", 1, 60);
    tick.turn(clock.instant());
    assertEquals("Lou Logistics", owner());
    cancelAbsences("ana");
    tick.turn(clock.instant());
    assertEquals("Ana Alvarez", owner());
  }

  @Test
  void whatAStandInHasTakenOnStaysWithThem() {
    standsIn("ana", "lou");
    away("ana", 0, 20);
    aCase();
    loop.change(
        "lou",
        "followUpContactLog",
        "means",
        "TELEPHONE",
        "reached",
        false,
        "summary",
        "Nobody",
        "idempotencyKey",
        loop.company.prefix);
    itStaysWithLou();
  }

  @Test
  void soDoesWhatAStandInHasPlannedAnythingFor() {
    standsIn("ana", "lou");
    away("ana", 0, 20);
    aCase();
    loop.change(
        "lou",
        "followUpActionAdd",
        "what",
        "Ring the carrier",
        "ownerId",
        loop.employee("lou"),
        "dueOn",
        today.toString());
    itStaysWithLou();
  }

  private void itStaysWithLou() {
    assertNull(returnsTo());
    cancelAbsences("ana");
    tick.turn(clock.instant());
    assertEquals("Lou Logistics", owner());
  }

  @Test
  void whoIsHandedACaseForSomebodyAwayAndHandsItOnHasNotTakenItOn() {
    aCaseOfAna();
    standsIn("ana", "mia");
    loop.change("ana", "followUpAssign", "employeeId", loop.employee("lou"));
    away("ana", 0, 20);
    loop.change("mia", "followUpAssign", "employeeId", loop.employee("ana"));
    assertEquals("Mia Middle", owner());
    assertEquals("Ana Alvarez", returnsTo());
    loop.change("mia", "followUpAssign", "employeeId", loop.employee("lou"));
    assertNull(returnsTo());
  }

  @Test
  void whatSomebodyElseDoesAboutItIsNotTakenOnByTheStandIn() {
    standsIn("ana", "lou");
    away("ana", 0, 20);
    aCase();
    loop.change(
        "mia", "followUpContactLog", "means", "TELEPHONE", "reached", false, "summary", "Nobody");
    cancelAbsences("ana");
    tick.turn(clock.instant());
    assertEquals("Ana Alvarez", owner());
  }

  @Test
  void whereAStandInIsAwayTooTheNextStandsInForThePersonWhoseItIs() {
    standsIn("ana", "lou");
    standsIn("ana", "mia");
    away("ana", 0, 20);
    aCase();
    assertEquals("Lou Logistics", owner());
    away("lou", 0, 20);
    tick.turn(clock.instant());
    assertEquals("Mia Middle", owner());
    assertEquals("Ana Alvarez", returnsTo());
    assertEquals(List.of("Ana Alvarez", "Ana Alvarez"), loop.path("person.name"));
  }

  @Test
  void whereNobodyStandsInWhoSeesTheAccountItStaysAndClimbs() {
    aCaseOfAna();
    standsIn("ana", "ben");
    away("ana", 0, 20);
    tick.turn(clock.instant());
    assertEquals("Ana Alvarez", owner());
    assertEquals(1, loop.path("step").size());
    clock.later(
        PAST_A_DEADLINE,
        () -> {
          tick.turn(clock.instant());
          assertEquals(List.of("Ana Alvarez", "Mia Middle"), loop.path("person.name"));
          assertEquals("Ana Alvarez", loop.path("past.name").getLast());
        });
  }

  @Test
  void severalReplicasGiveItOnce() throws Exception {
    aCaseOfAna();
    standsIn("ana", "lou");
    away("ana", 0, 20);
    Together.run(4, () -> tick.turn(clock.instant()));
    assertEquals(List.of("Ana Alvarez", "Lou Logistics"), loop.path("acting.name"));
    cancelAbsences("ana");
    Together.run(4, () -> tick.turn(clock.instant()));
    assertEquals(List.of("Ana Alvarez", "Lou Logistics", "Ana Alvarez"), loop.path("acting.name"));
  }

  @Test
  void whoeverStandsInReadsForWhomAndUntilWhenInTheirLanguage() {
    standsIn("ana", "lou");
    away("ana", 0, 20);
    int contact = 0;
    for (Map.Entry<String, String> says : STANDS_IN.entrySet()) {
      Database.change(
          "update employee set language = ? where source = ? and external_id = 'lou'",
          says.getKey(),
          loop.company.prefix);
      contact++;
      loop.answer("acme", contact, "overall", 1);
      notices.dispatch(clock);
      String mail = loop.mailsOf("lou").getLast().said();
      assertTrue(mail.contains(says.getValue()), mail);
      assertTrue(mail.contains(String.valueOf(today.plusDays(20).getDayOfMonth())), mail);
    }
  }

  /** There are days to resolve it in. */
  private void spokenAbout() {
    loop.change("ana", "followUpAcknowledge");
    loop.change("ana", "followUpContactLog", "means", "MEETING", "reached", true, "summary", "Met");
  }

  private void aCaseOfAna() {
    aCase();
    assertEquals("Ana Alvarez", owner());
  }

  private void aCase() {
    loop.answer("acme", 1, "overall", 1);
    notices.dispatch(clock);
  }

  private String owner() {
    return loop.newest().getString("owner.name");
  }

  private @Nullable String returnsTo() {
    return loop.as("mia")
        .data("{ followUps(first: 1) { nodes { returnsTo { name } } } }")
        .getString("data.followUps.nodes[0].returnsTo.name");
  }

  private void away(String who, int from, int until) {
    loop.as(who)
        .data(
            "mutation ($i: EmployeeAbsenceRecordInput!) { employeeAbsenceRecord(input: $i) { id } }",
            Map.of(
                "i",
                Map.of(
                    "employeeId",
                    loop.employee(who),
                    "since",
                    today.plusDays(from).toString(),
                    "until",
                    today.plusDays(until).toString())));
  }

  private void cancelAbsences(String who) {
    loop.as(who)
        .data("{ viewer { employee { absences { id version } } } }")
        .<Map<String, Object>>getList("data.viewer.employee.absences")
        .forEach(
            absence ->
                loop.as(who)
                    .data(
                        "mutation ($i: EmployeeAbsenceCancelInput!) { employeeAbsenceCancel(input: $i) { id } }",
                        Map.of(
                            "i",
                            Map.of(
                                "id",
                                absence.get("id"),
                                "expectedVersion",
                                absence.get("version")))));
  }

  private void standsIn(String who, String by) {
    loop.as(who)
        .data(
            "mutation ($i: EmployeeDeputyAssignInput!) { employeeDeputyAssign(input: $i) { id } }",
            Map.of("i", Map.of("employeeId", loop.employee(who), "deputyId", loop.employee(by))));
  }
}
