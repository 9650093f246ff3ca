package io.keypulse.invitation;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.keypulse.Client;
import io.keypulse.Company;
import io.keypulse.Database;
import io.keypulse.KeypulseTest;
import io.keypulse.Mailbox;
import io.keypulse.MovableClock;
import io.keypulse.ScriptedSmtp.Fault;
import io.keypulse.ScriptedSmtp.Point;
import io.keypulse.Together;
import io.keypulse.platform.GlobalId;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A rule against one reader is theirs alone; one against everybody is about us. */
@KeypulseTest
class PolicyRefusedTest {
  private static final Fault NO =
      new Fault(Point.RECIPIENT, "554 5.7.1 Recipient address rejected");
  private static final Fault LATER = new Fault(Point.RECIPIENT, "451 4.3.0 later");

  @Inject InvitationDispatcher dispatcher;
  @Inject MovableClock clock;

  private Company company;
  private String wave = "";

  @BeforeEach
  void aCompanyIsThere() {
    company = Company.imported();
  }

  @AfterEach
  void theWaveEnds() {
    company.closeWave(wave);
  }

  @Test
  void whoeverIsRefusedByARuleFailsAloneAndKeepsTheirAddress() {
    company.keyAccount("acme", "north", 9);
    for (int contact = 1; contact <= 7; contact++) {
      Mailbox.faults(company.address("acme", contact), NO);
    }
    open();
    assertEquals(
        List.of("FAILED 7", "SENT 2"), states(), "many of one domain are no more than one of it");
    assertNull(stop());
    assertEquals(List.of(), refused());
  }

  @Test
  void aWaveOfOneDomainThatTakesNothingIsNamed() {
    company.keyAccount("acme", "north", 3);
    for (int contact = 1; contact <= 3; contact++) {
      Mailbox.faults(company.address("acme", contact), NO);
    }
    open();
    assertEquals(List.of("FAILED 3"), states());
    String named =
        given()
            .get("/q/health/well")
            .jsonPath()
            .getString("checks.find { it.name == 'deliveries' }.data.wavesOfWhichNothingWasTaken");
    assertTrue(
        List.of(named.split(", ")).contains(Long.toString(GlobalId.parse("Wave", wave, "wave"))));
  }

  @Test
  void whenSeveralDomainsRefuseInARowTheWaveWaitsForAPersonAndNobodyIsLost() throws Exception {
    accounts(6);
    for (int account = 1; account <= 6; account++) {
      Mailbox.faults(address(account), NO);
    }
    wave = company.openWave(company.program(100_000));
    Together.run(2, () -> dispatcher.dispatch(clock));
    assertEquals("RCPT 554 5.7.1", stop());
    assertEquals(List.of("HELD 6"), states());
    assertEquals(List.of(), refused());
    resume();
    Mailbox.faults(address(1), NO);
    after(Duration.ofMinutes(2));
    assertEquals(List.of("FAILED 1", "SENT 5"), states(), "refused again, it fails alone");
    assertNull(stop());
  }

  @Test
  void whatIsTakenInBetweenEndsTheRow() {
    accounts(6);
    for (int account = 1; account <= 4; account++) {
      Mailbox.faults(address(account), NO);
    }
    Mailbox.faults(address(5), LATER);
    Mailbox.faults(address(6), LATER, LATER, NO);
    open();
    after(Duration.ofMinutes(2));
    after(Duration.ofMinutes(10));
    assertEquals(List.of("FAILED 5", "SENT 1"), states());
    assertNull(stop());
  }

  @Test
  void whatCameBeforeAPersonLetTheWaveGoOnDoesNotCount() {
    accounts(7);
    for (int account = 1; account <= 5; account++) {
      Mailbox.faults(address(account), NO, NO);
    }
    Mailbox.faults(address(6), LATER, NO);
    Mailbox.faults(address(7), LATER, LATER, NO);
    open();
    assertEquals("RCPT 554 5.7.1", stop());
    resume();
    after(Duration.ofMinutes(2));
    after(Duration.ofMinutes(10));
    assertEquals(List.of("FAILED 7"), states(), "two more are no row");
    assertNull(stop());
  }

  private void accounts(int number) {
    for (int account = 1; account <= number; account++) {
      company.keyAccount("a" + account, "north", 1);
    }
  }

  private String address(int account) {
    return company.address("a" + account, 1);
  }

  private void open() {
    wave = company.openWave(company.program(100_000));
    dispatcher.dispatch(clock);
  }

  private void resume() {
    clock.later(
        Duration.ofMinutes(1),
        () ->
            Client.as("admin")
                .data(
                    "mutation ($id: ID!) { waveDeliveryResume(input: {waveId: $id}) { id } }",
                    Map.of("id", wave)));
  }

  private void after(Duration time) {
    clock.later(time, () -> dispatcher.dispatch(clock));
  }

  private @Nullable String stop() {
    return Client.as("admin")
        .data("query ($id: ID!) { wave(id: $id) { deliveryStop { reason } } }", Map.of("id", wave))
        .getString("data.wave.deliveryStop.reason");
  }

  private List<String> states() {
    return Database.column(
        "select state || ' ' || count(*) from asked where email like ? group by state order by state",
        "%" + company.prefix + ".example");
  }

  private List<String> refused() {
    return Database.column(
        "select email from refused_address where email like ?", "%" + company.prefix + ".example");
  }
}
