package io.keypulse.followup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.keypulse.KeypulseTest;
import io.keypulse.MovableClock;
import io.keypulse.invitation.InvitationDispatcher;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What has climbed stays with those above, whoever comes and goes below them. */
@KeypulseTest
class ClimbedCasesTest {
  private static final Duration PAST_A_DEADLINE = Duration.ofDays(4);

  @Inject InvitationDispatcher invitations;
  @Inject FollowUpDispatcher notices;
  @Inject FollowUpTick tick;
  @Inject MovableClock clock;

  private final Loop loop = new Loop();
  private final Personnel personnel = new Personnel(loop);
  private String wave = "";

  @BeforeEach
  void aKeyAccountIsAsked() {
    loop.staffed();
    loop.keyAccount("acme", 1);
    wave = loop.company.openWave(loop.company.program(100_000));
    invitations.dispatch(clock);
  }

  @AfterEach
  void theWaveEnds() {
    loop.company.closeWave(wave);
  }

  @Test
  void whoeverLeavesIsReplacedAndTheTurnStaysWithWhomItHasComeTo() {
    loop.answer("acme", 1, "overall", 1, "DELIVERY", 1);
    onceItHasClimbed(this::louLeaves);
  }

  private void louLeaves() {
    String climbs = loop.newest().getString("nextClimbAt");
    String due = loop.newest().getString("dueAt");
    personnel.leaves("lou");
    tick.turn(clock.instant());
    assertEquals("Ana Alvarez", loop.newest().getString("owner.name"));
    assertEquals("Mia Middle", personnel.turnOf("ana"));
    assertEquals(climbs, loop.newest().getString("nextClimbAt"));
    assertEquals(due, loop.newest().getString("dueAt"));
    assertEquals(
        List.of("Lou Logistics", "Mia Middle", "Lou Logistics", "Ana Alvarez"),
        loop.path("person.name"));
    assertEquals(List.of("null", "null", "LEFT", "null"), loop.path("skipped"));
    assertEquals(List.of("Vic President", "Cleo Chief"), loop.ahead("person.name"));
    notices.dispatch(clock);
    assertTrue(loop.mailsOf("ana").getLast().said().contains("It is your turn"));
    assertEquals(1, loop.mailsOf("mia").size(), "nothing has changed for her");
    clock.later(
        PAST_A_DEADLINE,
        () -> {
          tick.turn(clock.instant());
          assertEquals("Vic President", loop.path("person.name").getLast());
          assertEquals("Mia Middle", loop.path("past.name").getLast(), "it had come to her");
        });
  }

  @Test
  void soItDoesWhereAnotherTakesTheLeadOver() {
    loop.answer("acme", 1, "overall", 1);
    onceItHasClimbed(
        () -> {
          String climbs = loop.newest().getString("nextClimbAt");
          personnel.takesTheLead("ben");
          tick.turn(clock.instant());
          loop.seenBy("ben");
          assertEquals("Ben Brandt", loop.newest().getString("owner.name"));
          assertEquals("Mia Middle", personnel.turnOf("ben"));
          assertEquals(climbs, loop.newest().getString("nextClimbAt"));
          assertEquals(List.of("Vic President", "Cleo Chief"), loop.ahead("person.name"));
          loop.change("mia", "followUpAcknowledge");
          assertEquals("Ben Brandt", personnel.turnOf("ben"), "what is next is his");
        });
  }

  @Test
  void whoDoesNotSeeItAnyMoreIsToldOnceAndItGoesOnAboveThem() {
    loop.answer("acme", 1, "overall", 1);
    onceItHasClimbed(
        () -> {
          personnel.move("acme", "south");
          tick.turn(clock.instant());
          tick.turn(clock.instant());
          loop.seenBy("ben");
          assertEquals("Ben Brandt", loop.newest().getString("owner.name"));
          assertEquals("Cleo Chief", personnel.turnOf("ben"));
          assertEquals("Cleo Chief", loop.path("person.name").getLast());
          notices.dispatch(clock);
          for (String former : List.of("ana", "mia")) {
            assertEquals(2, loop.mailsOf(former).size(), former);
            assertTrue(
                loop.mailsOf(former).getLast().said().contains("The case is with Ben Brandt now"),
                former);
          }
          assertEquals(List.of(), loop.mailsOf("vp"), "it had not come to him");
        });
  }

  @Test
  void whereItGoesNoHigherWhoeverStandsInForTheTopHasItMeanwhile() {
    loop.answer("acme", 1, "overall", 1);
    onceItHasClimbed(
        () ->
            onceItHasClimbed(
                () ->
                    onceItHasClimbed(
                        () ->
                            clock.later(
                                PAST_A_DEADLINE,
                                () -> {
                                  tick.turn(clock.instant());
                                  theChiefGoesOnHoliday();
                                }))));
  }

  private void theChiefGoesOnHoliday() {
    assertEquals("Cleo Chief", personnel.turnOf("ana"));
    LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    personnel.standsIn("chief", "lou");
    personnel.away("chief", today, today.plusDays(20));
    tick.turn(clock.instant());
    tick.turn(clock.instant());
    assertEquals("Lou Logistics", personnel.turnOf("ana"));
    assertEquals("Ana Alvarez", loop.newest().getString("owner.name"));
    assertEquals(
        List.of("Ana Alvarez", "Mia Middle", "Vic President", "Cleo Chief", "Lou Logistics"),
        loop.path("acting.name"),
        "once");
    notices.dispatch(clock);
    String mail = loop.mailsOf("lou").getLast().said();
    assertTrue(mail.contains("You stand in for Cleo Chief, who is back on "), mail);

    personnel.away("lou", today, today.plusDays(20));
    personnel.cancelAbsences("chief");
    tick.turn(clock.instant());
    assertEquals("Cleo Chief", personnel.turnOf("ana"), "she is here again, and Lou is not");
  }

  /** Past a deadline, and everybody is told. */
  private void onceItHasClimbed(Runnable then) {
    notices.dispatch(clock);
    clock.later(
        PAST_A_DEADLINE,
        () -> {
          tick.turn(clock.instant());
          notices.dispatch(clock);
          then.run();
        });
  }
}
