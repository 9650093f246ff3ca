package io.keypulse.followup;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.keypulse.KeypulseTest;
import io.keypulse.Mailbox;
import io.keypulse.MovableClock;
import io.keypulse.invitation.InvitationDispatcher;
import jakarta.inject.Inject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Only who was dissatisfied can recover, and only their cases have a cause to be found. */
@KeypulseTest
class DispleasureTest {
  @Inject InvitationDispatcher invitations;
  @Inject FollowUpDispatcher notices;
  @Inject MovableClock clock;

  private final Loop loop = new Loop();

  @BeforeEach
  void aKeyAccount() {
    loop.staffed();
    loop.keyAccount("acme", 1);
  }

  @Test
  void aTalkIsEnoughWhereSomebodyContentWishedToBeCalledAndTheyCountInNoRate() {
    answered("overall", 5, "details", 1, "call", 1);
    assertEquals("WRONG_STATE", loop.refused("ana", "followUpResolve"), "nobody has called");
    spoken("ana");
    loop.change("ana", "followUpResolve");
    notices.dispatch(clock);
    Loop.say(loop.proofPage("acme", 1), "answer", 5);
    assertEquals("RECOVERED", loop.newest().getString("state"));
    assertEquals("recovered 0, not 0, unproven 0, awaited 0, not asked 0, others 1", figures());
  }

  @Test
  void whoWasDispleasedByOneAspectNeedsACauseAndAnAction() {
    answered("overall", 5, "details", 1, "PRICE", 1);
    assertEquals("recovered 0, not 0, unproven 0, awaited 0, not asked 1, others 0", figures());
    spoken("ana");
    assertEquals("WRONG_STATE", loop.refused("ana", "followUpResolve"), "nothing is done");
    planned("A second carrier");
    assertEquals("WRONG_STATE", loop.refused("ana", "followUpResolve"), "no cause is named");
    loop.change("ana", "followUpCauseSet", "causeId", Loop.cause("DELIVERED_LATE"));
    loop.change("ana", "followUpResolve");
    assertEquals("recovered 0, not 0, unproven 0, awaited 1, not asked 0, others 0", figures());
  }

  @Test
  void aCaseThatEndsBecauseItsAnswerWasDeletedIsAmongTheUnproven() {
    answered("overall", 1);
    String page = Mailbox.of(loop.company.address("acme", 1)).getLast().answerPath();
    given().formParam("choice", "ANSWERS").post(page.replace("/s/", "/d/")).then().statusCode(200);
    assertEquals("UNPROVEN", loop.newest().getString("state"));
    assertEquals("recovered 0, not 0, unproven 1, awaited 0, not asked 0, others 0", figures());
  }

  @Test
  void whoKeptSilentAndSaysItIsBadWhenAskedHasSomethingToRecoverFrom() {
    loop.company.put(
        "contacts",
        "source,external_id,account_external_id,name,email,role,language",
        "%1$s,acme1,acme,Kim 1,kim1@acme.%1$s.example,DECISION_MAKER,en");
    for (int wave = 1; wave <= 2; wave++) {
      String silent = loop.company.openWave(loop.company.program(100_000));
      invitations.dispatch(clock);
      loop.company.closeWaveInTime(silent);
    }
    loop.workUpToResolved("ana");
    assertEquals("recovered 0, not 0, unproven 0, awaited 0, not asked 0, others 1", figures());
    notices.dispatch(clock);
    Loop.say(loop.proofPage("acme", 1), "answer", 2);
    assertEquals(2, loop.newest().getInt("round"));
    assertEquals("recovered 0, not 1, unproven 0, awaited 0, not asked 0, others 0", figures());
    spoken("ana");
    planned("A third carrier");
    loop.change("ana", "followUpResolve");
    notices.dispatch(clock);
    Loop.say(loop.proofPage("acme", 1), "answer", 4);
    assertEquals("RECOVERED", loop.newest().getString("state"));
    assertEquals("recovered 1, not 0, unproven 0, awaited 0, not asked 0, others 0", figures());
  }

  private void answered(Object... answer) {
    String wave = loop.company.openWave(loop.company.program(100_000));
    invitations.dispatch(clock);
    loop.answer("acme", 1, answer);
    loop.company.closeWave(wave);
  }

  private void spoken(String who) {
    loop.change(
        who, "followUpContactLog", "means", "TELEPHONE", "reached", true, "summary", "Spoke");
  }

  private void planned(String what) {
    loop.change(
        "ana",
        "followUpActionAdd",
        "what",
        what,
        "ownerId",
        loop.employee("ana"),
        "dueOn",
        "2030-01-31");
  }

  private String figures() {
    var told =
        loop.as("ana")
            .data(
                "{ followUpFigures { recovery { recovered notRecovered unproven awaited notAsked withoutDispleasure } } }")
            .setRootPath("data.followUpFigures.recovery");
    return "recovered %d, not %d, unproven %d, awaited %d, not asked %d, others %d"
        .formatted(
            told.getInt("recovered"),
            told.getInt("notRecovered"),
            told.getInt("unproven"),
            told.getInt("awaited"),
            told.getInt("notAsked"),
            told.getInt("withoutDispleasure"));
  }
}
