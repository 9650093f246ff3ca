package io.keypulse.followup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.keypulse.Client;
import io.keypulse.Database;
import io.keypulse.KeypulseTest;
import io.keypulse.MovableClock;
import io.keypulse.invitation.InvitationDispatcher;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What cannot be done until its day has another, and whoever has it knows. */
@KeypulseTest
class MovedActionsTest {
  private static final String MOVE =
      "mutation ($i: FollowUpActionMoveInput!) { followUpActionMove(input: $i) { actions { dueOn version } } }";

  private static final Map<String, String> MOVED =
      Map.of(
          "en", "The day of this task of yours has been changed.",
          "es", "Ha cambiado la fecha de esta tarea suya.",
          "zh", "您负责的此项工作的期限已更改。",
          "de", "Diese Aufgabe von Ihnen hat einen anderen Termin.",
          "fr", "La date de cette tâche, qui vous est confiée, a été changée.");

  @Inject InvitationDispatcher invitations;
  @Inject FollowUpDispatcher notices;
  @Inject FollowUpTick tick;
  @Inject MovableClock clock;

  private final LocalDate today = LocalDate.now(ZoneOffset.UTC);
  private final Loop loop = new Loop();

  @BeforeEach
  void anActionOfLou() {
    loop.staffed();
    loop.keyAccount("acme", 1);
    String wave = loop.company.openWave(loop.company.program(100_000));
    invitations.dispatch(clock);
    loop.answer("acme", 1, "overall", 1);
    loop.company.closeWave(wave);
    plan("ana", "lou");
  }

  @Test
  void whoeverHasItIsToldInTheirLanguageWhereAnotherMovesItAndNotWhereTheyDo() {
    notices.dispatch(clock);
    int day = 0;
    for (Map.Entry<String, String> says : MOVED.entrySet()) {
      Database.change(
          "update employee set language = ? where source = ? and external_id = 'lou'",
          says.getKey(),
          loop.company.prefix);
      day++;
      assertEquals(today.plusDays(day).toString(), moved("ana", today.plusDays(day)));
      notices.dispatch(clock);
      String mail = loop.mailsOf("lou").getLast().said();
      assertTrue(mail.contains(says.getValue()), mail);
      assertTrue(mail.contains("Ring the carrier"), mail);
      assertTrue(mail.contains(String.valueOf(today.plusDays(day).getDayOfMonth())), mail);
    }
    int told = MOVED.size() + 1;
    assertEquals(told, loop.mailsOf("lou").size());
    moved("ana", today.plusDays(day));
    assertEquals(MOVED.size() + 1, version(), "it has that day");
    moved("lou", today.plusDays(20));
    notices.dispatch(clock);
    assertEquals(told, loop.mailsOf("lou").size());
  }

  @Test
  void whatIsMovedBeforeAnybodyWasToldOfItIsToldOnceWithItsNewDay() {
    moved("ana", today.plusDays(9));
    moved("ana", today.plusDays(10));
    notices.dispatch(clock);
    assertEquals(1, loop.mailsOf("lou").size());
    String mail = loop.mailsOf("lou").getLast().said();
    assertTrue(mail.contains("This has been given to you"), mail);
    assertTrue(mail.contains(String.valueOf(today.plusDays(10).getDayOfMonth())), mail);
  }

  @Test
  void whatWasLateAndIsMovedIsToldOfAgainWhenItsNewDayIsOver() {
    notices.dispatch(clock);
    clock.later(
        Duration.ofDays(1),
        () -> {
          late();
          assertEquals(2, loop.mailsOf("lou").size());
          String mail = loop.mailsOf("lou").getLast().said();
          assertTrue(mail.contains("give it another day (followUpActionMove)"), mail);
          moved("lou", today.plusDays(2));
          late();
          assertEquals(2, loop.mailsOf("lou").size(), "its day is not over");
        });
    clock.later(
        Duration.ofDays(3),
        () -> {
          late();
          late();
          assertEquals(3, loop.mailsOf("lou").size(), "once");
          assertTrue(loop.mailsOf("lou").getLast().said().contains("Its day has passed"));
        });
  }

  @Test
  void whatIsMovedBeforeItsLatenessWasToldIsNotLate() {
    notices.dispatch(clock);
    clock.later(
        Duration.ofDays(1),
        () -> {
          tick.turn(clock.instant());
          moved("lou", today.plusDays(2));
          notices.dispatch(clock);
          assertEquals(1, loop.mailsOf("lou").size());
        });
  }

  @Test
  void thePastWhatIsDoneAndWhatIsClosedIsRefused() {
    assertEquals("INVALID", refused(1, today.minusDays(1)));
    assertEquals("INVALID", refused(1, LocalDate.of(2300, 1, 1)));
    assertEquals("CONFLICT", refused(2, today.plusDays(1)));
    assertEquals(
        "NOT_FOUND",
        loop.as("ben").refusal(MOVE, Map.of("i", input(1, today.plusDays(1)))),
        "of a foreign account");
    assertEquals(
        "FORBIDDEN", Client.as("analyst").refusal(MOVE, Map.of("i", input(1, today.plusDays(1)))));
    plan("ana", "mia");
    loop.as("lou")
        .data(
            "mutation ($i: FollowUpActionDoneInput!) { followUpActionDone(input: $i) { id } }",
            Map.of("i", Map.of("actionId", action(), "expectedVersion", 1)));
    assertEquals("WRONG_STATE", refused(2, today.plusDays(1)));
    loop.workUpToResolved("ana");
    String mias = loop.newest().getString("actions.find { it.owner.name == 'Mia Middle' }.id");
    notices.dispatch(clock);
    Loop.say(loop.proofPage("acme", 1), "answer", 5);
    assertEquals(
        "WRONG_STATE",
        loop.as("ana")
            .refusal(
                MOVE,
                Map.of(
                    "i",
                    Map.of(
                        "actionId",
                        mias,
                        "dueOn",
                        today.plusDays(1).toString(),
                        "expectedVersion",
                        1))));
  }

  @Test
  void theTrailKeepsFromWhichDayToWhich() {
    moved("ana", today.plusDays(9));
    JsonPath trail =
        Client.as("admin")
            .data(
                "query ($id: ID!) { auditTrail(filter: {objectId: $id}) { nodes { byName changes { field from to } } } }",
                Map.of("id", action()))
            .setRootPath("data.auditTrail");
    assertEquals(List.of("Ana Alvarez"), trail.getList("nodes.byName"));
    assertEquals(
        Map.of("field", "dueOn", "from", today.toString(), "to", today.plusDays(9).toString()),
        trail.getMap("nodes[0].changes.find { it.field == 'dueOn' }"));
  }

  private void late() {
    tick.turn(clock.instant());
    notices.dispatch(clock);
  }

  private String moved(String who, LocalDate day) {
    return loop.as(who)
        .data(MOVE, Map.of("i", input(version(), day)))
        .getString("data.followUpActionMove.actions[0].dueOn");
  }

  private String refused(int version, LocalDate day) {
    return loop.as("ana").refusal(MOVE, Map.of("i", input(version, day)));
  }

  private Map<String, Object> input(int version, LocalDate day) {
    return Map.of("actionId", action(), "dueOn", day.toString(), "expectedVersion", version);
  }

  private String action() {
    return loop.newest().getString("actions.find { it.owner.name == 'Lou Logistics' }.id");
  }

  private int version() {
    return loop.newest().getInt("actions.find { it.owner.name == 'Lou Logistics' }.version");
  }

  private void plan(String by, String owner) {
    loop.change(
        by,
        "followUpActionAdd",
        "what",
        "Ring the carrier",
        "ownerId",
        loop.employee(owner),
        "dueOn",
        today.toString());
  }
}
