package io.keypulse.invitation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.keypulse.Client;
import io.keypulse.Company;
import io.keypulse.Database;
import io.keypulse.KeypulseTest;
import io.keypulse.Mailbox;
import io.keypulse.MovableClock;
import io.keypulse.ScriptedSmtp;
import io.keypulse.platform.GlobalId;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@KeypulseTest
class RefusedAddressTest {
  private static final String CONFIRM =
      """
      mutation ($input: PermissionRecordInput!) {
        permissionRecord(input: $input) { mayBeAsked reason refusal entries { kind reason provenance { recordedBy { name } } } } }
      """;

  @Inject InvitationDispatcher dispatcher;
  @Inject Corrections corrections;
  @Inject MovableClock clock;

  @Test
  void anAddressThatAServerRefusedIsAskedAgainOnceSomebodyKnowsThatItWorks() {
    Company company = Company.imported().keyAccount("acme", "north", 2);
    String program = company.program(100_000);
    Mailbox.refuse(company.address("acme", 1), "550 5.1.1 no such user");
    dispatchedAndClosed(company, program);
    Client ana = Client.as(company.login("ana"));
    String contact = contact(company, 1);
    JsonPath suspended =
        ana.data(
            "query ($id: ID!) { contact(id: $id) { permission { mayBeAsked reason refusal } } }",
            Map.of("id", contact));
    suspended.setRootPath("data.contact.permission");
    assertEquals("ADDRESS_REFUSED", suspended.getString("reason"));
    assertEquals("RCPT 550 5.1.1", suspended.getString("refusal"));

    assertEquals("INVALID", ana.refusal(CONFIRM, said(contact, Map.of())));
    assertEquals(
        "INVALID",
        ana.refusal(CONFIRM, said(contact, Map.of("reason", "Rang them", "programId", program))));
    assertEquals(
        "NOT_FOUND",
        Client.as(company.login("ben"))
            .refusal(CONFIRM, said(contact, Map.of("reason", "Not my account"))));
    clock.later(
        Duration.ofMinutes(1),
        () -> {
          JsonPath lifted =
              ana.data(CONFIRM, said(contact, Map.of("reason", "Their server was set up wrongly")));
          lifted.setRootPath("data.permissionRecord");
          assertEquals(true, lifted.getBoolean("mayBeAsked"));
          assertNull(lifted.get("refusal"));
          assertEquals(List.of("REACHABLE"), lifted.getList("entries.kind"));
          assertEquals("Ana Alvarez", lifted.getString("entries[0].provenance.recordedBy.name"));
        });

    Mailbox.refuse(company.address("acme", 1), "550 5.1.1 still no such user");
    dispatchedAndClosed(company, program);
    assertEquals(
        List.of("FAILED", "FAILED"),
        Database.column(
            "select state from asked where email = ? order by id", company.address("acme", 1)),
        "it was drawn and tried again");
    assertEquals(
        "RCPT 550 5.1.1",
        Database.value(
            "select reason from refused_address where email = ?", company.address("acme", 1)),
        "and what a server says later holds");
  }

  @Test
  void whomAnAddressRefusedIsInvitedOnceMoreWhenSomebodyKnowsThatItWorks() {
    Company company = Company.imported().keyAccount("acme", "north", 4);
    Mailbox.refuse(company.address("acme", 1), "550 5.1.1 no such user");
    ScriptedSmtp.Fault noReply =
        new ScriptedSmtp.Fault(ScriptedSmtp.Point.END, ScriptedSmtp.HANG_UP);
    Mailbox.faults(company.address("acme", 4), noReply, noReply);
    String wave = company.openWave(company.program(100_000));
    dispatcher.dispatch(clock);
    returned(company.address("acme", 2));
    clock.later(Duration.ofMinutes(31), () -> dispatcher.dispatch(clock));
    clock.later(
        Duration.ofHours(1),
        () -> {
          sendAgain();
          assertEquals(List.of(0, 1, 1, 2), mails(company), "nobody knows it yet");

          declareReachable(company);
          sendAgain();
          sendAgain();
          assertEquals(
              List.of(1, 2, 1, 2), mails(company), "not where it arrived, nor where it may have");

          returned(company.address("acme", 2));
          declareReachable(company);
          sendAgain();
          assertEquals(List.of(1, 2, 1, 2), mails(company), "once is enough");
        });
    assertEquals(
        List.of("SENT", "BOUNCED", "SENT", "FAILED"),
        Database.column(
            "select state from asked where email like ? order by email",
            "kim%@acme." + company.prefix + ".example"));
    assertTrue(
        Client.as("admin")
            .data("query ($id: ID!) { wave(id: $id) { books { balanced } } }", Map.of("id", wave))
            .getBoolean("data.wave.books.balanced"));
    company.closeWave(wave);
  }

  @Test
  void whoWasPassedOverForARefusalOfTheirAddressIsInvitedOnceItIsKnownToWork() {
    Company company = Company.imported().keyAccount("acme", "north", 4);
    String wave = company.openWave(company.program(100_000));
    Database.change(
        "insert into refused_address (email, refused_at, reason) values (?, now(), '550')",
        company.address("acme", 1));
    dispatcher.dispatch(clock);
    assertEquals(List.of(0, 1, 1, 1), mails(company));
    clock.later(
        Duration.ofHours(1),
        () -> {
          declareReachable(company);
          sendAgain();
        });
    assertEquals(List.of(1, 1, 1, 1), mails(company));
    company.closeWave(wave);
  }

  private void sendAgain() {
    corrections.tick();
    dispatcher.dispatch(clock);
  }

  private static void declareReachable(Company company) {
    for (int number = 1; number <= 4; number++) {
      Client.as(company.login("ana"))
          .data(CONFIRM, said(contact(company, number), Map.of("reason", "Rang them")));
    }
  }

  /** Each time by another notice. */
  private static void returned(String address) {
    List<Mailbox.Mail> mails = Mailbox.of(address);
    String notice = "<%d@relay.example>".formatted(mails.size());
    assertEquals(
        204, BounceTest.post(BounceTest.report(mails.getLast().from(), "failed", "5.1.1", notice)));
  }

  private static List<Integer> mails(Company company) {
    return IntStream.rangeClosed(1, 4)
        .mapToObj(number -> Mailbox.of(company.address("acme", number)).size())
        .toList();
  }

  private void dispatchedAndClosed(Company company, String program) {
    String wave = company.openWave(program);
    dispatcher.dispatch(clock);
    company.closeWave(wave);
  }

  private static Map<String, Object> said(String contact, Map<String, Object> more) {
    Map<String, Object> input = new HashMap<>(more);
    input.put("contactId", contact);
    input.put("kind", "REACHABLE");
    return Map.of("input", input);
  }

  private static String contact(Company company, int number) {
    return GlobalId.of(
        "Contact",
        Long.parseLong(
            Database.value(
                "select id from contact where source = ? and external_id = ?",
                company.prefix,
                "acme" + number)));
  }
}
