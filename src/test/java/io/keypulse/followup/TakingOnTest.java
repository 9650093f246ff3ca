package io.keypulse.followup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.keypulse.KeypulseTest;
import io.keypulse.MovableClock;
import io.keypulse.invitation.InvitationDispatcher;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Nobody stops the clock of a case for somebody else who answers for it. */
@KeypulseTest
class TakingOnTest {
  @Inject InvitationDispatcher invitations;
  @Inject FollowUpDispatcher notices;
  @Inject FollowUpTick tick;
  @Inject MovableClock clock;

  private final Loop loop = new Loop();

  @BeforeEach
  void aCaseOfAna() {
    loop.staffed();
    loop.keyAccount("acme", 1);
    String wave = loop.company.openWave(loop.company.program(100_000));
    invitations.dispatch(clock);
    loop.answer("acme", 1, "overall", 1);
    loop.company.closeWave(wave);
    notices.dispatch(clock);
  }

  @Test
  void whoAcknowledgesWhatHasNotComeToThemHasItFromNowOnAndWhoeverHadItIsTold() {
    loop.change("lou", "followUpAcknowledge");
    assertEquals("Lou Logistics", loop.newest().getString("owner.name"));
    assertEquals("Lou Logistics", loop.newest().getString("acknowledgedBy.name"));
    assertEquals(List.of("RESPONSIBLE", "ASSIGNED"), loop.path("kind"));
    assertEquals("WRONG_STATE", loop.refused("ana", "followUpAcknowledge"));
    notices.dispatch(clock);
    assertTrue(loop.mailsOf("ana").getLast().said().contains("with Lou Logistics now"));
    assertEquals(List.of(), loop.mailsOf("lou"), "they did it");
    clock.later(
        Duration.ofDays(10),
        () -> {
          tick.turn(clock.instant());
          assertEquals("Lou Logistics", loop.path("past.name").getLast());
        });
  }

  @Test
  void whoSpeaksToTheCustomerBeforeAnybodyHasAcknowledgedTakesItOn() {
    loop.change(
        "lou", "followUpContactLog", "means", "TELEPHONE", "reached", false, "summary", "Nobody");
    assertEquals("Ana Alvarez", loop.newest().getString("owner.name"), "no clock has stopped");
    loop.change(
        "lou", "followUpContactLog", "means", "TELEPHONE", "reached", true, "summary", "Spoke");
    assertEquals("Lou Logistics", loop.newest().getString("owner.name"));
    assertEquals("CONTACTED", loop.newest().getString("state"));
    loop.change("ana", "followUpContactLog", "means", "EMAIL", "reached", true, "summary", "Wrote");
    assertEquals("Lou Logistics", loop.newest().getString("owner.name"), "it is in hand");
  }

  @Test
  void whoeverItHasClimbedToSaysSoAndItStaysWithItsOwner() {
    clock.later(
        Duration.ofDays(4),
        () -> {
          tick.turn(clock.instant());
          loop.change("mia", "followUpAcknowledge");
          assertEquals("Ana Alvarez", loop.newest().getString("owner.name"));
          assertEquals(List.of("Ana Alvarez", "Mia Middle"), loop.path("person.name"));
        });
  }

  @Test
  void whoeverIsHandedItInMidWorkSaysThatTheyHaveSeenItAndNobodyElseDoes() {
    loop.change("ana", "followUpAcknowledge");
    loop.change("ana", "followUpAssign", "employeeId", loop.employee("lou"));
    assertEquals("WRONG_STATE", loop.refused("ana", "followUpAcknowledge"));
    loop.change("lou", "followUpAcknowledge");
    assertTrue(!loop.path("acknowledgedAt").getLast().equals("null"));
    assertEquals("WRONG_STATE", loop.refused("lou", "followUpAcknowledge"), "once");
  }
}
