package io.keypulse.demo;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.keypulse.KeypulseTest;
import jakarta.inject.Inject;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.util.Properties;
import org.junit.jupiter.api.Test;

@KeypulseTest
class InboxTest {
  @Inject Inbox inbox;

  @Test
  void aMailIsFoundByItsAddressAndShownWithItsLinks() throws MessagingException {
    String to = "zoe.found@inbox.example";
    send(to, "Wie geht es? 您好", "Look: http://localhost:8081/s/abc?r=5&x=1", "<b>bold</b>");
    given()
        .get("/demo/inbox?search=FOUND@inbox")
        .then()
        .statusCode(200)
        .body(containsString(to))
        .body(containsString("Wie geht es? 您好"));
    given()
        .get("/demo/inbox/" + inbox.ids().getFirst())
        .then()
        .statusCode(200)
        .body(containsString("<a href=\"http://localhost:8081/s/abc?r=5&amp;x=1\""))
        .body(containsString("&lt;b&gt;bold&lt;/b&gt;"))
        .body(containsString("<dt>Message-ID</dt>"));
  }

  @Test
  void mailsToCustomersComeFirstAndThoseToStaffByThemselves() throws MessagingException {
    send("zoe.asked@inbox.example", "Your opinion", "text", "html");
    send("ana.told" + DemoPeople.DOMAIN, "A case climbs", "text", "html");
    given()
        .get("/demo/inbox")
        .then()
        .body(containsString("zoe.asked@inbox.example"), not(containsString("ana.told")));
    given()
        .get("/demo/inbox?whose=STAFF")
        .then()
        .body(containsString("ana.told"), not(containsString("zoe.asked@inbox.example")));
    given().get("/demo/inbox?search=ana.told").then().body(containsString("ana.told"));
  }

  @Test
  void nothingInAMailCanActOnThePage() throws MessagingException {
    String attack = "\"><script>alert(1)</script>";
    send("attack@inbox.example", attack, attack, attack);
    for (String page : new String[] {"", "/" + inbox.ids().getFirst(), "?search=" + attack}) {
      given()
          .urlEncodingEnabled(true)
          .get("/demo/inbox" + page)
          .then()
          .statusCode(200)
          .body(not(containsString("<script>alert")));
    }
    given()
        .get("/demo/inbox/" + inbox.ids().getFirst())
        .then()
        .body(containsString("sandbox=\"allow-popups allow-popups-to-escape-sandbox\""));
  }

  @Test
  void aMailThatIsNotThereIsNotFound() {
    given().get("/demo/inbox/999999").then().statusCode(404);
    given().get("/demo/inbox/none").then().statusCode(404);
  }

  @Test
  void mailToADomainThatMovedIsRefused() {
    SendFailedException refused =
        assertThrows(
            SendFailedException.class,
            () -> send("ana@old.moved.example", "Hello", "text", "html"));
    assertEquals(1, refused.getInvalidAddresses().length);
  }

  private void send(String to, String subject, String text, String html) throws MessagingException {
    try (MailSink sink = new MailSink(0, inbox)) {
      Properties settings = new Properties();
      settings.setProperty("mail.smtp.host", "localhost");
      settings.setProperty("mail.smtp.port", Integer.toString(sink.port()));
      MimeMessage message = new MimeMessage(Session.getInstance(settings));
      message.setFrom("voice@keypulse.example");
      message.setRecipient(Message.RecipientType.TO, new InternetAddress(to));
      message.setSubject(subject, "UTF-8");
      MimeBodyPart plain = new MimeBodyPart();
      plain.setText(text, "UTF-8", "plain");
      MimeBodyPart rich = new MimeBodyPart();
      rich.setText(html, "UTF-8", "html");
      message.setContent(new MimeMultipart("alternative", plain, rich));
      Transport.send(message);
    }
  }
}
