package io.keypulse.followup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whoever was told that it is their turn is told as well that it is somebody else's. */
@KeypulseTest
class MovedCasesTest {
  private static final Map<String, String> WITH_LOU =
      Map.of(
          "en", "The case is with Lou Logistics now",
          "es", "El caso lo lleva ahora Lou Logistics",
          "zh", "此事现由Lou Logistics处理",
          "de", "Um den Fall kümmert sich jetzt Lou Logistics",
          "fr", "Ce dossier est désormais suivi par Lou Logistics");

  @Inject InvitationDispatcher invitations;
  @Inject FollowUpDispatcher notices;
  @Inject MovableClock clock;

  private final Loop loop = new Loop();

  @BeforeEach
  void aKeyAccount() {
    loop.staffed();
    loop.keyAccount("acme", 5);
  }

  @Test
  void anAspectThatMakesACaseSomebodyElsesIsToldToWhoeverHadItFirst() {
    String wave = asked();
    int contact = 0;
    for (Map.Entry<String, String> said : WITH_LOU.entrySet()) {
      reads(said.getKey());
      contact++;
      loop.answer("acme", contact, "overall", 2);
      notices.dispatch(clock);
      int told = loop.mailsOf("ana").size();
      loop.answer("acme", contact, "details", 1, "DELIVERY", 1, "why", "Three late lorries");
      notices.dispatch(clock);
      assertEquals(told + 1, loop.mailsOf("ana").size());
      String mail = loop.mailsOf("ana").getLast().said();
      assertTrue(mail.contains(said.getValue()), mail);
      assertTrue(mail.contains("Kim " + contact), mail);
      assertFalse(mail.contains("lorries"), mail);
      assertEquals(contact, loop.mailsOf("lou").size());
    }
    loop.company.closeWave(wave);
  }

  @Test
  void whoeverWasNotToldYetThatItIsTheirTurnHearsNothingOfIt() {
    String wave = asked();
    loop.answer("acme", 1, "overall", 2);
    loop.answer("acme", 1, "details", 1, "DELIVERY", 1);
    notices.dispatch(clock);
    assertEquals(0, loop.mailsOf("ana").size());
    assertEquals(1, loop.mailsOf("lou").size());
    loop.company.closeWave(wave);
  }

  @Test
  void whoseCaseIsHandedToAnotherIsToldUnlessTheyDidIt() {
    String wave = asked();
    loop.answer("acme", 1, "overall", 2);
    notices.dispatch(clock);
    loop.change("mia", "followUpAssign", "employeeId", loop.employee("lou"));
    notices.dispatch(clock);
    assertEquals(2, loop.mailsOf("ana").size());
    assertTrue(
        loop.mailsOf("ana").getLast().subject().endsWith(": with somebody else now"),
        loop.mailsOf("ana").getLast().subject());
    assertEquals(List.of(), loop.mailsOf("mia"));
    loop.change("lou", "followUpAssign", "employeeId", loop.employee("ana"));
    notices.dispatch(clock);
    assertEquals(1, loop.mailsOf("lou").size());
    assertEquals(3, loop.mailsOf("ana").size());
    loop.company.closeWave(wave);
  }

  @Test
  void whatIsHandedToSomebodyAwayGoesToWhoeverStandsInAndIsRefusedWhereNobodyDoes() {
    String wave = asked();
    loop.answer("acme", 1, "overall", 2);
    notices.dispatch(clock);
    Database.change(
        "insert into employee_absence (employee_id, valid) select id, daterange(today() + a, today() + b) from employee, (values (-1, 5), (5, 9)) d (a, b) where source = ? and external_id = 'lou'",
        loop.company.prefix);
    String message =
        loop.refusedMessage("mia", "followUpAssign", "employeeId", loop.employee("lou"));
    assertTrue(
        message.contains("until " + LocalDate.now(ZoneOffset.UTC).plusDays(9) + ","), message);
    assertTrue(message.contains("employeeDeputyAssign"), message);
    Database.change(
        "insert into employee_deputy (employee_id, deputy_id, valid) select e.id, d.id, '[2020-01-01,)' from employee e join employee d on d.source = e.source where e.source = ? and e.external_id = 'lou' and d.external_id = 'vp'",
        loop.company.prefix);
    loop.change("mia", "followUpAssign", "employeeId", loop.employee("lou"));
    assertEquals("Vic President", loop.newest().getString("owner.name"));
    assertEquals(List.of("Ana Alvarez", "Lou Logistics"), loop.path("person.name"));
    assertEquals("Vic President", loop.path("acting.name").getLast());
    notices.dispatch(clock);
    assertEquals(1, loop.mailsOf("vp").size());
    assertEquals(2, loop.mailsOf("ana").size());
    assertEquals(0, loop.mailsOf("lou").size());
    loop.company.closeWave(wave);
  }

  private String asked() {
    String wave = loop.company.openWave(loop.company.program(100_000));
    invitations.dispatch(clock);
    return wave;
  }

  private void reads(String language) {
    Database.change(
        "update employee set language = ? where source = ? and external_id = 'ana'",
        language,
        loop.company.prefix);
  }
}
