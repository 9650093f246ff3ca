package io.keypulse.followup;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.keypulse.KeypulseTest;
import io.keypulse.Mailbox;
import io.keypulse.MovableClock;
import io.keypulse.invitation.InvitationDispatcher;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is done, and what the customer reads, after they said that it is not mended. */
@KeypulseTest
class LaterRoundsTest {
  private static final Map<String, String> AGAIN =
      Map.of(
          "en", "that is why we ask this one question again.",
          "es", "por eso le hacemos esta única pregunta de nuevo.",
          "zh", "因此我们再次询问这一个问题。",
          "de", "Darum stellen wir diese eine Frage noch einmal.",
          "fr", "vous posons à nouveau cette seule question.");

  private static final Map<String, String> ONCE =
      Map.of(
          "en", "no reminder of it follows",
          "es", "ningún recordatorio",
          "zh", "不会再发送提醒",
          "de", "wir erinnern Sie nicht daran",
          "fr", "aucun rappel");

  @Inject InvitationDispatcher invitations;
  @Inject FollowUpDispatcher notices;
  @Inject MovableClock clock;

  private final Loop loop = new Loop();

  @BeforeEach
  void itIsNotMended() {
    loop.staffed();
    loop.keyAccount("acme", 1);
    String wave = loop.company.openWave(loop.company.program(100_000));
    invitations.dispatch(clock);
    loop.answer("acme", 1, "overall", 1);
    loop.company.closeWave(wave);
    loop.workUpToResolved("ana");
    String first = asked().text();
    assertTrue(
        first.contains("You told us that you were not satisfied, and we have been in touch"),
        first);
    assertFalse(first.contains("worked on it"), "what was planned is not done: " + first);
    assertTrue(first.contains("This is one question, and no reminder of it follows."), first);
    Loop.say(loop.proofPage("acme", 1), "answer", 1);
    spoken();
  }

  @Test
  void whatWasPlannedBeforeIsNoAnswerToIt() {
    assertEquals("WRONG_STATE", loop.refused("ana", "followUpResolve"));
    loop.change(
        "ana",
        "followUpActionAdd",
        "what",
        "A third carrier",
        "ownerId",
        loop.employee("ana"),
        "dueOn",
        "2030-01-31");
    loop.change("ana", "followUpResolve");
    assertFalse(asked().text().contains("worked on it"));
  }

  @Test
  void whatWasPlannedBeforeAndIsDoneNowIsAndTheCustomerIsToldWhyTheyAreAskedAgain() {
    JsonPath action = loop.newest();
    loop.as("ana")
        .data(
            "mutation ($i: FollowUpActionDoneInput!) { followUpActionDone(input: $i) { id } }",
            Map.of(
                "i",
                Map.of(
                    "actionId", action.getString("actions[0].id"),
                    "expectedVersion", action.getInt("actions[0].version"))));
    loop.change("ana", "followUpResolve");
    String mail = asked().text();
    assertTrue(mail.contains("We have worked on it"), mail);
    assertTrue(mail.contains(AGAIN.get("en")), mail);
    assertFalse(mail.contains("no reminder"), mail);
    String page = loop.proofPage("acme", 1);
    AGAIN.forEach(
        (language, said) -> {
          String shown = given().get(page + "?l=" + language).asString();
          assertTrue(shown.contains(said), shown);
          assertFalse(shown.contains(ONCE.get(language)), shown);
        });
  }

  private void spoken() {
    loop.change("ana", "followUpContactLog", "means", "MEETING", "reached", true, "summary", "Met");
  }

  private Mailbox.Mail asked() {
    notices.dispatch(clock);
    return loop.proofMail("acme", 1);
  }
}
