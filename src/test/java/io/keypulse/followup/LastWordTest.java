package io.keypulse.followup;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.keypulse.KeypulseTest;
import io.keypulse.MovableClock;
import io.keypulse.invitation.InvitationDispatcher;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Of what a customer says to the questions whether it is mended, their last word counts. */
@KeypulseTest
class LastWordTest {
  private static final int NOT_MENDED = 2;
  private static final int NO_OPINION = 3;

  @Inject InvitationDispatcher invitations;
  @Inject FollowUpDispatcher notices;
  @Inject FollowUpTick tick;
  @Inject MovableClock clock;

  private final Loop loop = new Loop();

  @BeforeEach
  void aCompanyWithALongLine() {
    loop.staffed();
  }

  @Test
  void whoSaidThatItIsNotMendedAndThenNothingWasNotRecovered() {
    loop.keyAccount("acme", 1);
    String wave = loop.company.openWave(loop.company.program(100_000));
    invitations.dispatch(clock);
    loop.answer("acme", 1, "overall", 2, "PRICE", 2);
    loop.company.closeWave(wave);
    askedAndAnswered(NOT_MENDED);
    assertEquals("0 1 0", recovery());
    askedAndAnswered(NO_OPINION);
    assertEquals(List.of("NOT_RECOVERED", "UNPROVEN"), loop.newest().getList("proofs.outcome"));
    assertEquals("0 1 0", recovery());
  }

  @Test
  void anActionIsOfSomebodyWhoSeesTheCase() {
    loop.keyAccount("acme", 1);
    String wave = loop.company.openWave(loop.company.program(100_000));
    invitations.dispatch(clock);
    loop.answer("acme", 1, "overall", 2, "PRICE", 2);
    loop.company.closeWave(wave);
    String[] fields = {
      "what", "A second carrier", "dueOn", LocalDate.now(ZoneOffset.UTC).toString()
    };
    assertEquals("INVALID", loop.refused("ana", "followUpActionAdd", with(fields, "ben")));
    loop.change("ana", "followUpActionAdd", with(fields, "lou"));
  }

  private Object[] with(String[] fields, String owner) {
    return new Object[] {
      fields[0], fields[1], fields[2], fields[3], "ownerId", loop.employee(owner)
    };
  }

  private void askedAndAnswered(int score) {
    loop.change("ana", "followUpAcknowledge");
    loop.workUpToResolved("ana");
    tick.turn(clock.instant());
    notices.dispatch(clock);
    Loop.say(loop.proofPage("acme", 1), "answer", score);
  }

  private String recovery() {
    JsonPath figures =
        loop.as("mia")
            .data(
                """
                query ($manager: ID!) { followUpFigures(scope: {managerId: $manager}) {
                  recovery { recovered notRecovered unproven } } }
                """,
                Map.of("manager", loop.employee("mia")))
            .setRootPath("data.followUpFigures.recovery");
    return "%d %d %d"
        .formatted(
            figures.getInt("recovered"),
            figures.getInt("notRecovered"),
            figures.getInt("unproven"));
  }
}
