package io.keypulse.followup;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.keypulse.Client;
import io.keypulse.Database;
import io.keypulse.KeypulseTest;
import io.keypulse.MovableClock;
import io.keypulse.invitation.InvitationDispatcher;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a copy of the database works out by itself its origin works out as well. */
@KeypulseTest
class HeldCopyTest {
  @Inject FollowUpMailTest.Copies copies;
  @Inject InvitationDispatcher invitations;
  @Inject FollowUpDispatcher notices;
  @Inject FollowUpTick tick;
  @Inject MovableClock clock;

  private final Loop loop = new Loop();

  @BeforeEach
  void aCaseThatIsTold() {
    loop.staffed();
    loop.keyAccount("acme", 1);
    String wave = loop.company.openWave(loop.company.program(100_000));
    invitations.dispatch(clock);
    loop.answer("acme", 1, "overall", 1);
    loop.company.closeWave(wave);
    notices.dispatch(clock);
  }

  @AfterEach
  void itIsReleased() {
    Client.as("admin").data(FollowUpMailTest.RELEASE, Map.of("send", false));
  }

  @Test
  void aCopyClimbsNothingAndWritesToNobodyUntilItIsReleased() {
    copies.found(clock.instant());
    int before = (int) held("mailsHeld");
    assertEquals(true, held("heldAsACopy"));
    loop.change("mia", "followUpAssign", "employeeId", loop.employee("lou"));
    assertEquals(before + 2, held("mailsHeld"), "Lou's and Ana's");
    clock.later(
        Duration.ofDays(4),
        () -> {
          tick.turn(clock.instant());
          notices.dispatch(clock);
          assertEquals(List.of("Ana Alvarez", "Lou Logistics"), loop.path("person.name"));
          assertEquals(List.of(), loop.mailsOf("lou"));

          Client.as("admin").data(FollowUpMailTest.RELEASE, Map.of("send", false));
          assertEquals(0, held("mailsHeld"));
          assertEquals(false, held("heldAsACopy"));
          tick.turn(clock.instant());
          assertEquals("Mia Middle", loop.path("person.name").getLast());
          assertTrue(
              OffsetDateTime.parse(loop.newest().getString("nextClimbAt"))
                  .toInstant()
                  .isAfter(clock.instant()),
              "with time to act in from now on");
          notices.dispatch(clock);
          assertEquals(1, loop.mailsOf("lou").size(), "it was written since, and cannot have left");
          assertEquals(1, loop.mailsOf("mia").size());
        });
  }

  @Test
  void norDoesItAskCustomersWhetherItIsMended() {
    copies.found(clock.instant());
    loop.workUpToResolved("ana");
    notices.dispatch(clock);
    assertEquals("1", questions("DUE"));
    Client.as("admin").data(FollowUpMailTest.RELEASE, Map.of("send", false));
    notices.dispatch(clock);
    assertEquals("1", questions("SENT"));
  }

  private String questions(String state) {
    return Database.value(
        "select count(*) from follow_up_mail m join account a on a.id = m.account_id where m.proof_id is not null and m.state = ? and a.source = ?",
        state,
        loop.company.prefix);
  }

  private static Object held(String field) {
    return given()
        .get("/q/health/well")
        .jsonPath()
        .get("checks.find { it.name == 'follow-ups' }.data." + field);
  }
}
