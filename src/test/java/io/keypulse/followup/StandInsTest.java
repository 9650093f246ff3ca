package io.keypulse.followup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.keypulse.Database;
import io.keypulse.KeypulseTest;
import io.keypulse.MovableClock;
import io.keypulse.invitation.InvitationDispatcher;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whoever stands in reads for whom, and has for good what they have taken on. */
@KeypulseTest
class StandInsTest {
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
  private final Personnel personnel = new Personnel(loop);
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
  void whatAStandInHasTakenOnStaysWithThem() {
    personnel.standsIn("ana", "lou");
    personnel.away("ana", today, today.plusDays(20));
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
    personnel.standsIn("ana", "lou");
    personnel.away("ana", today, today.plusDays(20));
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
    assertNull(personnel.returnsTo("mia"));
    personnel.cancelAbsences("ana");
    tick.turn(clock.instant());
    assertEquals("Lou Logistics", owner());
  }

  @Test
  void whoIsHandedACaseForSomebodyAwayAndHandsItOnHasNotTakenItOn() {
    aCaseOfAna();
    personnel.standsIn("ana", "mia");
    loop.change("ana", "followUpAssign", "employeeId", loop.employee("lou"));
    personnel.away("ana", today, today.plusDays(20));
    loop.change("mia", "followUpAssign", "employeeId", loop.employee("ana"));
    assertEquals("Mia Middle", owner());
    assertEquals("Ana Alvarez", personnel.returnsTo("mia"));
    loop.change("mia", "followUpAssign", "employeeId", loop.employee("lou"));
    assertNull(personnel.returnsTo("mia"));
  }

  @Test
  void whatSomebodyElseDoesAboutItIsNotTakenOnByTheStandIn() {
    personnel.standsIn("ana", "lou");
    personnel.away("ana", today, today.plusDays(20));
    aCase();
    loop.change(
        "mia", "followUpContactLog", "means", "TELEPHONE", "reached", false, "summary", "Nobody");
    personnel.cancelAbsences("ana");
    tick.turn(clock.instant());
    assertEquals("Ana Alvarez", owner());
  }

  @Test
  void whereAStandInIsAwayTooTheNextStandsInForThePersonWhoseItIs() {
    personnel.standsIn("ana", "lou");
    personnel.standsIn("ana", "mia");
    personnel.away("ana", today, today.plusDays(20));
    aCase();
    assertEquals("Lou Logistics", owner());
    personnel.away("lou", today, today.plusDays(20));
    tick.turn(clock.instant());
    assertEquals("Mia Middle", owner());
    assertEquals("Ana Alvarez", personnel.returnsTo("mia"));
    assertEquals(List.of("Ana Alvarez", "Ana Alvarez"), loop.path("person.name"));
  }

  @Test
  void whoeverStandsInReadsForWhomAndUntilWhenInTheirLanguage() {
    personnel.standsIn("ana", "lou");
    personnel.away("ana", today, today.plusDays(20));
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
