package io.keypulse.invitation;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.keypulse.Client;
import io.keypulse.Company;
import io.keypulse.Database;
import io.keypulse.KeypulseTest;
import io.keypulse.LogLines;
import io.keypulse.Mailbox;
import io.keypulse.MovableClock;
import jakarta.inject.Inject;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What comes back is understood, whichever way it comes. */
@KeypulseTest
class BounceTest {
  private static final String SECRET = "what-relays-say-to-the-tests";

  @Inject InvitationDispatcher dispatcher;
  @Inject BounceMailbox mailbox;
  @Inject MovableClock clock;

  private Company company;
  private String program;
  private String wave;

  @BeforeEach
  void fourPeopleAreAsked() {
    company = Company.imported().keyAccount("acme", "north", 4);
    program = company.program(100_000);
    wave = company.openWave(program);
    dispatcher.dispatch(clock);
  }

  @AfterEach
  void theWaveEnds() {
    company.closeWave(wave);
  }

  @Test
  void eachMailComesBackToAnAddressOfItsOwn() {
    String one = mail(1).from();
    assertTrue(one.matches("bounces\\+[0-9a-z]+-[0-9a-f]{16}@keypulse\\.example"), one);
    assertTrue(!one.equals(mail(2).from()));
  }

  @Test
  void aHardBounceSuspendsTheAddressAndASoftOneDoesNot() {
    assertEquals(204, post(report(mail(1).from(), "failed", "5.1.1", "")));
    assertEquals(204, post(report(mail(1).from(), "failed", "5.1.1", "")));
    assertEquals(204, post(report(mail(2).from(), "failed", "5.2.2", "")));
    assertEquals(204, post(report(mail(2).from(), "failed", "5.1.8", "")));
    assertEquals(204, post(report(mail(3).from(), "delayed", "4.4.1", "")));
    assertEquals(204, post(report(mail(4).from(), "delivered", "2.0.0", "")));
    assertEquals("BOUNCED BOUNCED 5.1.1", state(1));
    assertEquals("BOUNCED BOUNCED 5.2.2", state(2), "the mailbox is full");
    assertEquals("SENT", state(3));
    assertEquals("SENT", state(4));
    assertEquals(List.of(company.address("acme", 1)), refused());
    Map<String, Object> books =
        Client.as(company.login("chief"))
            .data(
                "query ($id: ID!) { wave(id: $id) { books { planned sent failed returned balanced } } }",
                Map.of("id", wave))
            .getMap("data.wave.books");
    assertEquals(
        Map.of("planned", 4, "sent", 2, "failed", 2, "returned", 2, "balanced", true), books);
    company.closeWave(wave);
    wave = company.openWave(program);
    dispatcher.dispatch(clock);
    assertEquals(1, Mailbox.of(company.address("acme", 1)).size());
    assertEquals(2, Mailbox.of(company.address("acme", 2)).size());
  }

  @Test
  void aReportWithinAnotherMailAndARecipientWhosePlusWasNotEncodedAreUnderstood() {
    String wrapped =
        """
        From: gateway@relay.example
        To: %s
        MIME-Version: 1.0
        Content-Type: multipart/mixed; boundary="outer"

        --outer
        %s
        --outer
        Content-Type: text/plain

        This mail may be confidential.
        --outer--
        """
            .formatted(mail(1).from(), withoutSender(report("", "failed", "5.1.1", "")))
            .replace("\n", "\r\n");
    assertEquals(204, post(wrapped));
    assertEquals("BOUNCED BOUNCED 5.1.1", state(1));
    int status =
        given()
            .urlEncodingEnabled(false)
            .contentType("message/rfc822")
            .header("X-Bounces-Secret", SECRET)
            .body(
                report("somebody@relay.example", "failed", "5.1.1", "")
                    .getBytes(StandardCharsets.US_ASCII))
            .post("/mail/bounces?recipient=" + mail(2).from())
            .statusCode();
    assertEquals(204, status);
    assertEquals("BOUNCED BOUNCED 5.1.1", state(2));
  }

  private static String withoutSender(String report) {
    return report.substring(report.indexOf("Content-Type")).replace("\r\n", "\n");
  }

  @Test
  void softBouncesOfThreeMailsSuspendAndTheSameNoticeTwiceCountsOnce() {
    for (int round = 1; round <= 3; round++) {
      String notice =
          report(Mailbox.of(company.address("acme", 1)).getLast().from(), "failed", "4.2.2", "");
      post(notice);
      post(notice);
      assertEquals(round < 3 ? List.of() : List.of(company.address("acme", 1)), refused());
      company.closeWave(wave);
      wave = company.openWave(program);
      dispatcher.dispatch(clock);
    }
    assertEquals(3, Mailbox.of(company.address("acme", 1)).size());
  }

  @Test
  void whatCameBackBeforeSomebodySaidThatTheAddressWorksDoesNotCount() {
    for (int round = 1; round <= 4; round++) {
      if (round == 4) {
        Database.change(
            "insert into permission_entry (email, contact_id, kind, reason, via, channel, said_at, recorded_at)"
                + " select email, id, 'REACHABLE', 'Rang them', 'STAFF', 'MANUAL', now(), now() from contact where email = ?",
            company.address("acme", 1));
        assertEquals(List.of(), refused());
        company.closeWave(wave);
        wave = company.openWave(program);
        dispatcher.dispatch(clock);
      }
      post(report(Mailbox.of(company.address("acme", 1)).getLast().from(), "delayed", "4.4.1", ""));
      if (round < 3) {
        company.closeWave(wave);
        wave = company.openWave(program);
        dispatcher.dispatch(clock);
      }
    }
    assertEquals(4, Mailbox.of(company.address("acme", 1)).size());
    assertEquals(List.of(), refused());
  }

  @Test
  void anAnswerProvesThatTheMailArrivedWhateverComesBack() {
    given().formParam("overall", 4).post(mail(1).answerPath()).then().statusCode(200);
    post(report(mail(1).from(), "failed", "5.1.1", ""));
    assertEquals("SENT", state(1));
    post(report(mail(2).from(), "failed", "5.4.4", ""));
    assertEquals("BOUNCED BOUNCED 5.4.4", state(2));
    given().formParam("overall", 4).post(mail(2).answerPath()).then().statusCode(200);
    assertEquals("SENT", state(2));
    assertEquals(List.of(), refused());
  }

  @Test
  void aReplyOfAMachineIsAbsenceAndNothingElse() {
    post(
        """
        From: %s
        To: %s
        Subject: Out of office: unsubscribe me, delivery failed 5.1.1
        Auto-Submitted: auto-replied (vacation)

        I am back on Monday. Please unsubscribe.
        """
            .formatted(company.address("acme", 1), mail(1).from()));
    post(
        """
        From: %s
        To: voice@keypulse.example
        In-Reply-To: %s
        X-Autoreply: yes

        Away.
        """
            .formatted(company.address("acme", 2), mail(2).header("Message-ID")));
    post(
        """
        From: %s
        To: %s
        Subject: Re: How satisfied

        A person wrote this.
        """
            .formatted(company.address("acme", 3), mail(3).from()));
    assertEquals(
        List.of("t", "t", "f", "f"),
        Database.column(
            """
            select case when m.absent_at is null then 'f' else 't' end from mail m join invitation i on i.id = m.invitation_id
            where i.email like ? order by i.email
            """,
            "%@acme." + company.prefix + ".example"));
    assertEquals("SENT", state(1));
    assertEquals(
        List.of(),
        Database.column(
            "select id from permission_entry where email like ?",
            "%@acme." + company.prefix + ".example"));
    assertEquals(List.of(), refused());
  }

  @Test
  void whatIsNotOursOrIsMadeUpIsIgnored() {
    String real = mail(1).from();
    char last = real.charAt(real.indexOf('@') - 1);
    String forged = real.replace(last + "@", (last == '0' ? '1' : '0') + "@");
    post(report(forged, "failed", "5.1.1", ""));
    post(report("bounces@keypulse.example", "failed", "5.1.1", "<nobody@keypulse.example>"));
    String many = "bounces+%s-0123456789abcdef@keypulse.example".formatted("z".repeat(13));
    assertEquals(204, post(report(many, "failed", "5.1.1", "")));
    post("nonsense");
    post("");
    post(
        "Content-Type: multipart/report; report-type=delivery-status; boundary=x\n\n--x\n\n--x--\n");
    post("Content-Type: multipart/report; report-type=delivery-status\n\n\n");
    assertEquals("SENT", state(1));
    assertEquals(List.of(), refused());
  }

  @Test
  void theReturnedHeadersTellWhichMailItWas() {
    post(report("bounces@keypulse.example", "failed", "5.1.10", mail(1).header("Message-ID")));
    assertEquals("BOUNCED BOUNCED 5.1.10", state(1));
  }

  @Test
  void onlyWhoKnowsTheSecretIsHeardAndOnlyAsFarAsIsSensible() {
    byte[] notice =
        report(mail(1).from(), "failed", "5.1.1", "").getBytes(StandardCharsets.US_ASCII);
    given().contentType("message/rfc822").body(notice).post("/mail/bounces").then().statusCode(401);
    given()
        .contentType("message/rfc822")
        .header("X-Bounces-Secret", "guess")
        .body(notice)
        .post("/mail/bounces")
        .then()
        .statusCode(401);
    assertEquals(413, post("x".repeat(300_000)));
    assertEquals("SENT", state(1));
  }

  @Test
  void theMailboxIsReadOnceAndWhatWasReadIsMarked() throws Exception {
    GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_IMAP));
    server.start();
    try {
      var user = server.setUser("bounces@keypulse.example", "bounces", "secret");
      user.deliver(message(report(mail(1).from(), "failed", "5.1.1", "")));
      user.deliver(message("Subject: hello\n\nnothing\n"));
      BounceMailbox.Account account =
          new BounceMailbox.Account(
              "127.0.0.1", server.getImap().getPort(), "bounces", "secret", false, "INBOX");
      assertEquals(2, mailbox.read(account, clock.instant()));
      assertEquals(0, mailbox.read(account, clock.instant()));
    } finally {
      server.stop();
    }
    assertEquals("BOUNCED BOUNCED 5.1.1", state(1));
  }

  @Test
  void mailsThatCannotBeReadStopNoOtherAndLieAside() throws Exception {
    GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_IMAP));
    server.start();
    Database.change(
        "alter table mail add constraint nothing_is_absent check (absent_at is null) not valid");
    try {
      var user = server.setUser("bounces@keypulse.example", "bounces", "secret");
      user.deliver(
          message("To: bounces+zzzzzzzzzzzzz-0123456789abcdef@keypulse.example\n\nnothing\n"));
      user.deliver(message("To: " + mail(2).from() + "\nAuto-Submitted: auto-replied\n\nAway\n"));
      user.deliver(message("To: bounces@keypulse.example\n\n" + "much ".repeat(60_000)));
      user.deliver(message(report(mail(1).from(), "failed", "5.1.1", "")));
      BounceMailbox.Account account =
          new BounceMailbox.Account(
              "127.0.0.1", server.getImap().getPort(), "bounces", "secret", false, "INBOX");
      try (LogLines log = LogLines.of(BounceMailbox.class)) {
        assertEquals(4, mailbox.read(account, clock.instant()));
        assertEquals(2, log.lines().size(), log.lines()::toString);
        assertTrue(log.lines().getLast().contains("is too large"), log.lines()::toString);
        assertTrue(
            log.lines().stream().noneMatch(line -> line.contains(company.prefix)),
            log.lines()::toString);
      }
      assertEquals(0, mailbox.read(account, clock.instant()));
      assertEquals(2, mailbox.setAside());
      given().get("/q/health/well").then().body(containsString("mailsSetAside\": 2"));
    } finally {
      server.stop();
      Database.change("alter table mail drop constraint nothing_is_absent");
    }
    assertEquals("BOUNCED BOUNCED 5.1.1", state(1));
  }

  private static MimeMessage message(String source) throws MessagingException {
    return new MimeMessage(
        null, new ByteArrayInputStream(source.getBytes(StandardCharsets.US_ASCII)));
  }

  static int post(String source) {
    return given()
        .contentType("message/rfc822")
        .header("X-Bounces-Secret", SECRET)
        .body(source.getBytes(StandardCharsets.US_ASCII))
        .post("/mail/bounces")
        .statusCode();
  }

  static String report(String to, String action, String status, String messageId) {
    return """
        From: MAILER-DAEMON@relay.example
        To: %s
        Subject: Undelivered Mail Returned to Sender
        Auto-Submitted: auto-replied
        MIME-Version: 1.0
        Content-Type: multipart/report; report-type=delivery-status; boundary="b"

        --b
        Content-Type: text/plain

        I could not deliver it.

        --b
        Content-Type: message/delivery-status

        Reporting-MTA: dns; relay.example

        Final-Recipient: rfc822; somebody@customer.example
        Action: %s
        Status: %s
        Diagnostic-Code: smtp; 550 see above

        --b
        Content-Type: text/rfc822-headers

        Message-ID: %s
        Subject: How satisfied

        --b--
        """
        .formatted(to, action, status, messageId.isEmpty() ? "<none@none.example>" : messageId);
  }

  private Mailbox.Mail mail(int contact) {
    return Mailbox.of(company.address("acme", contact)).getFirst();
  }

  private String state(int contact) {
    return Database.value(
        "select concat_ws(' ', state, reason) from asked where email = ? order by id desc",
        company.address("acme", contact));
  }

  private List<String> refused() {
    return Database.column(
        "select email from refused_address where email like ?",
        "%@acme." + company.prefix + ".example");
  }
}
