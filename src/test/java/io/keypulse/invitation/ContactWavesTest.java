package io.keypulse.invitation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.keypulse.Client;
import io.keypulse.Company;
import io.keypulse.Database;
import io.keypulse.KeypulseTest;
import io.keypulse.Mailbox;
import io.keypulse.MovableClock;
import io.keypulse.platform.GlobalId;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Everybody who serves an account can see whether its people were asked, and why not. */
@KeypulseTest
class ContactWavesTest {
  private static final String WAVES =
      """
      query ($id: ID!) { account(id: $id) { contacts { email waves {
        wave { id } drawn exclusion withheld invitation { state reason attempts } } } } }
      """;

  @Inject InvitationDispatcher dispatcher;
  @Inject MovableClock clock;

  private Company company;
  private String wave;

  @BeforeEach
  void fourPeopleOfWhomOneIsHeldAndOneObjectsAndOneDoesNotExist() {
    company = Company.imported().keyAccount("acme", "north", 4);
    Client.as(company.login("ana"))
        .data(
            "mutation ($id: ID!) { contactHoldSet(input: {contactId: $id, reason: \"On leave\"}) { id } }",
            Map.of("id", GlobalId.of("Contact", Long.parseLong(contact(1)))));
    company.put(
        "permissions",
        "source,external_id,email,kind,said_on",
        "%1$s,p1," + company.address("acme", 2) + ",OBJECTION,2026-01-01");
    Mailbox.refuse(company.address("acme", 3), "550 5.1.1 no such user");
    wave = company.openWave(company.program(100_000));
    dispatcher.dispatch(clock);
  }

  @AfterEach
  void theWaveEnds() {
    company.closeWave(wave);
  }

  @Test
  void whetherSomebodyWasAskedAndWhyNotStandsWithThePerson() {
    assertEquals(
        Map.of("wave", Map.of("id", wave), "drawn", true, "withheld", "MANUAL_HOLD"), told(1));
    assertEquals(
        Map.of("wave", Map.of("id", wave), "drawn", false, "exclusion", "OBJECTED"), told(2));
    assertEquals(
        Map.of("state", "FAILED", "reason", "RCPT 550 5.1.1", "attempts", 1),
        told(3).get("invitation"));
    assertEquals(Map.of("state", "SENT", "attempts", 1), told(4).get("invitation"));
  }

  @Test
  void whyAndByWhomSomebodyWasHeldIsToldWhenTheHoldHasEnded() {
    Client ana = Client.as(company.login("ana"));
    String person = GlobalId.of("Contact", Long.parseLong(contact(1)));
    JsonPath held =
        ana.data(
            "query ($id: ID!) { contact(id: $id) { holds { id version } } }", Map.of("id", person));
    ana.data(
        "mutation ($id: ID!, $v: Int!) { contactHoldEnd(input: {id: $id, expectedVersion: $v}) { id } }",
        Map.of(
            "id",
            held.getString("data.contact.holds[0].id"),
            "v",
            held.getInt("data.contact.holds[0].version")));
    Map<String, Object> told =
        Map.of(
            "id",
            held.getString("data.contact.holds[0].id"),
            "reason",
            "On leave",
            "heldBy",
            Map.of("name", "Ana Alvarez"));
    String hold = "hold { id reason heldBy { name } }";
    JsonPath now =
        ana.data(
            "query ($id: ID!, $wave: ID!) { contact(id: $id) { holds { id } waves { withheld %1$s } }"
                    .formatted(hold)
                + " undelivered(waveId: $wave) { nodes { state reason %s } } }".formatted(hold),
            Map.of("id", person, "wave", wave));
    assertEquals(List.of(), now.getList("data.contact.holds"));
    assertEquals(told, now.getMap("data.contact.waves[0].hold"));
    assertEquals(
        told, now.getMap("data.undelivered.nodes.find { it.reason == 'MANUAL_HOLD' }.hold"));
    assertNull(now.get("data.undelivered.nodes.find { it.state == 'FAILED' }.hold"));
    JsonPath analyst =
        Client.as("analyst")
            .data(
                "query ($id: ID!) { contact(id: $id) { waves { hold { reason heldBy { name } } } } }",
                Map.of("id", person));
    assertNull(analyst.getString("data.contact.waves[0].hold.reason"));
  }

  /** What Ana is told, who serves the account, of the one wave; without what is absent. */
  private Map<String, Object> told(int contact) {
    List<Map<String, Object>> waves =
        Client.as(company.login("ana"))
            .data(WAVES, Map.of("id", account()))
            .param("email", company.address("acme", contact))
            .getList("data.account.contacts.find { it.email == email }.waves");
    assertEquals(1, waves.size());
    return known(waves.getFirst());
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> known(Map<String, Object> told) {
    Map<String, Object> known = new HashMap<>(told);
    known.values().removeIf(Objects::isNull);
    known.computeIfPresent("invitation", (_, mail) -> known((Map<String, Object>) mail));
    return known;
  }

  private String account() {
    return GlobalId.of(
        "Account",
        Long.parseLong(
            Database.value(
                "select id from account where source = ? and external_id = 'acme'",
                company.prefix)));
  }

  private String contact(int number) {
    return Database.value(
        "select id from contact where email = ?", company.address("acme", number));
  }
}
