package io.keypulse.invitation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.keypulse.Company;
import io.keypulse.Database;
import io.keypulse.KeypulseTest;
import io.keypulse.LogLines;
import io.keypulse.Mailbox;
import io.keypulse.MovableClock;
import io.keypulse.ScriptedSmtp;
import io.keypulse.platform.GlobalId;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

@KeypulseTest
class AttemptTest {
  @Inject InvitationDispatcher dispatcher;
  @Inject MovableClock clock;

  @Test
  void eachAttemptIsALineThatTellsNothingOfThePersonButTheirDomain() {
    Company company = Company.imported().keyAccount("acme", "north", 4);
    fault(company, 2, ScriptedSmtp.Point.RECIPIENT, "451 4.7.1 <kim2@acme> is greylisted, Kim");
    fault(company, 3, ScriptedSmtp.Point.RECIPIENT, "550 5.1.1 no kim3 here");
    fault(company, 4, ScriptedSmtp.Point.END, ScriptedSmtp.HANG_UP);
    String wave = company.openWave(company.program(100_000));
    try (LogLines log = LogLines.of(Attempt.class)) {
      dispatcher.dispatch(clock);
      clock.later(Duration.ofMinutes(2), () -> dispatcher.dispatch(clock));
      assertEquals(
          Stream.of(
                  line("DEBUG", company, 1, 1, "accepted", "AFTER_DOT 250"),
                  line("INFO", company, 2, 1, "postponed", "RCPT 451 4.7.1"),
                  line("DEBUG", company, 2, 2, "accepted", "AFTER_DOT 250"),
                  line("INFO", company, 3, 1, "address_refused", "RCPT 550 5.1.1"),
                  line("WARN", company, 4, 1, "unknown", "AFTER_DOT MessagingException"))
              .sorted()
              .toList(),
          linesOf(company, log));
    }
    company.closeWave(wave);
  }

  @Test
  void afterTheEndOfTheirWaveNoMailsLeaveThoughNobodyHasClosedItYet() {
    Company company = Company.imported().keyAccount("acme", "north", 2);
    String wave = company.openWave(company.program(100_000));
    clock.later(Duration.ofDays(400), () -> dispatcher.dispatch(clock));
    assertEquals(List.of(), Mailbox.of(company.address("acme", 1)));
    assertEquals(
        List.of("SKIPPED WAVE_CLOSED", "SKIPPED WAVE_CLOSED"),
        Database.column(
            "select state || ' ' || reason from mail where wave_id = ?",
            GlobalId.parseInt("Wave", wave, "id")));
    company.closeWave(wave);
  }

  @Test
  void whatIsRefusedForWhatItSaysIsAWarningWithoutTheServersWords() {
    Company company = Company.imported().keyAccount("acme", "north", 1);
    fault(company, 1, ScriptedSmtp.Point.END, "554 5.6.0 kim1@acme does not like it");
    String wave = company.openWave(company.program(100_000));
    try (LogLines log = LogLines.of(Attempt.class)) {
      dispatcher.dispatch(clock);
      assertEquals(
          List.of(line("WARN", company, 1, 1, "content_refused", "AFTER_DOT 554 5.6.0")),
          linesOf(company, log));
    }
    company.closeWave(wave);
  }

  private static List<String> linesOf(Company company, LogLines log) {
    return log.lines().stream().filter(line -> line.contains(company.prefix)).sorted().toList();
  }

  private static void fault(Company company, int contact, ScriptedSmtp.Point at, String what) {
    Mailbox.faults(company.address("acme", contact), new ScriptedSmtp.Fault(at, what));
  }

  private static String line(
      String level, Company company, int contact, int attempt, String outcome, String reply) {
    return "%s %s attempt=%d outcome=%s reply=\"%s\" domain=acme.%s.example"
        .formatted(level, mail(company, contact), attempt, outcome, reply, company.prefix);
  }

  private static String mail(Company company, int contact) {
    return Database.value(
        """
        select format('mail=%s wave=%s', m.id, m.wave_id) from mail m join contact c on c.id = m.contact_id
        where c.source = ? and c.external_id = ?
        """,
        company.prefix, "acme" + contact);
  }
}
