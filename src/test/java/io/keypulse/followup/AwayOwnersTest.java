package io.keypulse.followup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** No case lies with somebody on holiday, and nobody is spared one by coming and going. */
@KeypulseTest
class AwayOwnersTest {
  private static final Duration PAST_A_DEADLINE = Duration.ofDays(4);

  @Inject InvitationDispatcher invitations;
  @Inject FollowUpDispatcher notices;
  @Inject FollowUpTick tick;
  @Inject MovableClock clock;

  private final LocalDate today = LocalDate.now(ZoneOffset.UTC);
  private final Loop loop = new Loop();
  private final Personnel personnel = new Personnel(loop);
  private String wave = "";

  @BeforeEach
  void aWave() {
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
  void whatFallsDueWhileItsOwnerIsAwayIsGivenToWhoeverStandsInAndClimbsPastThem() {
    aCaseOfAna();
    personnel.standsIn("ana", "lou");
    personnel.away("ana", today, today.plusDays(30));
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
    assertEquals("Ana Alvarez", personnel.returnsTo("mia"));
    notices.dispatch(clock);
    String mail = loop.mailsOf("lou").getLast().said();
    assertTrue(mail.contains("You stand in for Ana Alvarez, who is back on "), mail);
    assertTrue(mail.contains("It is your turn"), mail);
    assertTrue(loop.mailsOf("ana").getLast().said().contains("with Lou Logistics now"));
    clock.later(
        PAST_A_DEADLINE,
        () -> {
          tick.turn(clock.instant());
          assertEquals("Mia Middle", loop.path("person.name").getLast());
          assertEquals("Lou Logistics", loop.path("past.name").getLast());
          tick.turn(clock.instant());
          personnel.cancelAbsences("ana");
          tick.turn(clock.instant());
          assertEquals(3, loop.path("step").size(), "what has climbed is with those above");
        });
  }

  @Test
  void whatHasClimbedIsGivenToWhoeverStandsInOnceThoseAboveHaveSeenToIt() {
    aCaseOfAna();
    personnel.standsIn("ana", "lou");
    clock.later(
        PAST_A_DEADLINE,
        () -> {
          tick.turn(clock.instant());
          personnel.away("ana", today, today.plusDays(40));
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
    personnel.standsIn("ana", "lou");
    personnel.away("ana", today, today.plusDays(2));
    tick.turn(clock.instant());
    assertEquals("Ana Alvarez", owner());
    personnel.away("ana", today.plusDays(2), today.plusDays(60));
    tick.turn(clock.instant());
    assertEquals("Lou Logistics", owner());
    assertEquals("RESOLVE", loop.path("task").getLast());
    assertEquals(due, loop.newest().getString("dueAt"), "there is time enough");
    loop.change("lou", "followUpAcknowledge");
    assertNull(personnel.returnsTo("mia"), "they have taken it on");
  }

  @Test
  void whatAStandInHasNotTakenOnGoesBackAndNobodyIsGivenTimeTwice() {
    aCaseOfAna();
    personnel.standsIn("ana", "lou");
    personnel.away("ana", today, today.plusDays(40));
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
    personnel.cancelAbsences("ana");
    tick.turn(clock.instant());
    tick.turn(clock.instant());
    assertEquals("Ana Alvarez", owner());
    assertNull(personnel.returnsTo("mia"));
    assertEquals(
        List.of("Ana Alvarez", "Lou Logistics", "Ana Alvarez"), loop.path("acting.name"), "once");
    assertEquals(due, climbsAt());
    notices.dispatch(clock);
    assertEquals(told + 1, loop.mailsOf("ana").size());
    assertTrue(loop.mailsOf("ana").getLast().said().contains("It is your turn"));
    assertTrue(loop.mailsOf("lou").getLast().said().contains("with Ana Alvarez now"));

    personnel.away("ana", today, today.plusDays(40));
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
    personnel.standsIn("ana", "lou");
    personnel.away("ana", today, today.plusDays(60));
    tick.turn(clock.instant());
    assertEquals("Ana Alvarez", personnel.returnsTo("mia"));
    personnel.cancelAbsences("ana");
    personnel.away("ana", today.plusDays(1), today.plusDays(60));
    tick.turn(clock.instant());
    assertEquals("Lou Logistics", owner());
    personnel.cancelAbsences("ana");
    tick.turn(clock.instant());
    assertEquals("Ana Alvarez", owner());
  }

  @Test
  void whereNobodyStandsInWhoSeesTheAccountItStaysAndClimbs() {
    aCaseOfAna();
    personnel.standsIn("ana", "ben");
    personnel.away("ana", today, today.plusDays(20));
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
    personnel.standsIn("ana", "lou");
    personnel.away("ana", today, today.plusDays(20));
    Together.run(4, () -> tick.turn(clock.instant()));
    assertEquals(List.of("Ana Alvarez", "Lou Logistics"), loop.path("acting.name"));
    personnel.cancelAbsences("ana");
    Together.run(4, () -> tick.turn(clock.instant()));
    assertEquals(List.of("Ana Alvarez", "Lou Logistics", "Ana Alvarez"), loop.path("acting.name"));
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
}
