package io.keypulse.followup;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.keypulse.Client;
import io.keypulse.Database;
import io.keypulse.KeypulseTest;
import io.keypulse.Mailbox;
import io.keypulse.MovableClock;
import io.keypulse.invitation.InvitationDispatcher;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Nothing of a case happens before what it follows, though its moment was taken before it waited.
 */
@KeypulseTest
class CaseTimesTest {
  /** As far as a clock can be behind the one that wrote down what somebody waited for. */
  private static final Duration EARLIER = Duration.ofSeconds(-20);

  @Inject InvitationDispatcher invitations;
  @Inject MovableClock clock;

  private final Loop loop = new Loop();
  private final Personnel personnel = new Personnel(loop);

  @BeforeEach
  void aCase() {
    loop.staffed();
    loop.keyAccount("acme", 1);
    String wave = loop.company.openWave(loop.company.program(100_000));
    invitations.dispatch(clock);
    loop.answer("acme", 1, "overall", 1);
    loop.company.closeWave(wave);
  }

  @Test
  void whoeverTakesTheirAnswerBackEndsItNoEarlierThanItBegan() {
    String page = Mailbox.of(loop.company.address("acme", 1)).getLast().answerPath();
    clock.later(
        EARLIER,
        () ->
            given()
                .formParam("choice", "ANSWERS")
                .post(page.replace("/s/", "/d/"))
                .then()
                .statusCode(200));
    assertEquals("UNPROVEN", loop.newest().getString("state"));
    assertEquals("t", holds("closed_at = opened_at"));
  }

  @Test
  void whoeverIsErasedEndsItNoEarlierThanItBegan() {
    String contact = personnel.id("Contact", "contact", "acme1");
    Map<String, Object> erasure =
        Map.of(
            "contactId",
            contact,
            "expectedVersion",
            Personnel.version("contact", contact),
            "reason",
            "Asked by letter");
    clock.later(
        EARLIER,
        () ->
            Client.as("admin")
                .data(
                    "mutation ($input: ContactEraseInput!) { contactErase(input: $input) { name } }",
                    Map.of("input", erasure)));
    assertEquals("UNPROVEN", loop.newest().getString("state"));
    assertEquals("t", holds("closed_at = opened_at"));
  }

  @Test
  void whoeverClosesItByHandEndsItNoEarlierThanItWasAcknowledged() {
    loop.change("ana", "followUpAcknowledge");
    loop.change(
        "ana", "followUpContactLog", "means", "EMAIL", "reached", false, "summary", "Nobody");
    Database.change(
        "update contact set left_on = current_date - 1 where source = ? and external_id = 'acme1'",
        loop.company.prefix);
    clock.later(EARLIER, () -> loop.change("ana", "followUpClose"));
    assertEquals("t", holds("closed_at = acknowledged_at"));
  }

  @Test
  void nobodyTakesItOnBeforeItBegan() {
    clock.later(EARLIER, () -> loop.change("ana", "followUpAcknowledge"));
    assertEquals("t", holds("acknowledged_at = opened_at"));
  }

  private String holds(String condition) {
    return Database.value(
        "select "
            + condition
            + " from follow_up f join account a on a.id = f.account_id where a.source = ?",
        loop.company.prefix);
  }
}
