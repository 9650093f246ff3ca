package io.keypulse.invitation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.keypulse.Company;
import io.keypulse.Database;
import io.keypulse.DkimKey;
import io.keypulse.KeypulseTest;
import io.keypulse.Mailbox;
import io.keypulse.MovableClock;
import jakarta.inject.Inject;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.james.jdkim.DKIMVerifier;
import org.apache.james.jdkim.api.SignatureRecord;
import org.apache.james.jdkim.exceptions.FailException;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

/** What a customer's mail program gets to see. */
@KeypulseTest
class LetterTest {
  /** Of 97 letters. */
  private static final String LONG_NAME =
      "Maximiliane Friederike Charlotte Wilhelmine Freifrau von und zu Hohenlohe-Langenburg-Weikersheims";

  @Inject InvitationDispatcher dispatcher;
  @Inject MovableClock clock;

  @Test
  void aMailComesInTheManagersNameAndIsAnsweredToThem() throws Exception {
    MimeMessage message = mailTo("Kim", "de").message();
    InternetAddress from = (InternetAddress) message.getFrom()[0];
    assertEquals("voice@keypulse.example", from.getAddress());
    assertEquals("Ana Alvarez, Northwind Ltd", from.getPersonal());
    InternetAddress replyTo = (InternetAddress) message.getReplyTo()[0];
    assertTrue(replyTo.getAddress().startsWith("ana."), replyTo.toString());
    assertEquals("Ana Alvarez", replyTo.getPersonal());
    assertEquals(1, message.getAllRecipients().length);
    assertEquals("auto-generated", message.getHeader("Auto-Submitted", null));
    assertEquals("List-Unsubscribe=One-Click", message.getHeader("List-Unsubscribe-Post", null));
    assertTrue(message.getHeader("List-Unsubscribe", null).matches("<http.*/u/[^>]{43}>"));
    assertTrue(message.getHeader("Message-ID", null).endsWith("@keypulse.example>"));
  }

  @Test
  void bothPartsCarryTheFiveAnswersAndTheWayOut() {
    Mailbox.Mail mail = mailTo("Kim", "fr");
    for (String part : List.of(mail.text(), mail.html())) {
      for (int score = 1; score <= 5; score++) {
        assertTrue(part.contains(mail.answerPath() + "?r=" + score), part);
      }
      assertTrue(part.contains(mail.unsubscribePath()), part);
      assertTrue(part.contains("Ana Alvarez, Northwind Ltd"), part);
      assertTrue(part.contains("Très satisfait"), part);
    }
    assertTrue(mail.html().contains("<html lang=\"fr\" dir=\"ltr\">"), mail.html());
    assertTrue(mail.html().contains("prefers-color-scheme: dark"), mail.html());
    for (String unwanted : List.of("<img", "<script", "<form", "src=", "url(")) {
      assertTrue(!mail.html().contains(unwanted), unwanted);
    }
    assertEquals(5, Pattern.compile("class=\"button\"").matcher(mail.html()).results().count());
  }

  @Test
  void aLongNameIsShortenedAfterAWordAndTheCompanyStays() throws Exception {
    Company company = Company.imported().keyAccount("acme", "north", 1);
    String wave = company.openWave(company.program(100_000));
    Database.change(
        "update employee set name = ? where source = ? and external_id = 'ana'",
        LONG_NAME,
        company.prefix);
    Database.change(
        "update invitation set name = ? where email = ?",
        LONG_NAME + " Schwarzburg-Sondershausen",
        company.address("acme", 1));
    Mailbox.Mail mail = sent(company, wave);
    String signed =
        "Maximiliane Friederike Charlotte Wilhelmine Freifrau von und zu…, Northwind Ltd";
    assertEquals(signed, ((InternetAddress) mail.message().getFrom()[0]).getPersonal());
    assertEquals(LONG_NAME, ((InternetAddress) mail.message().getReplyTo()[0]).getPersonal());
    for (String part : List.of(mail.text(), mail.html())) {
      assertTrue(part.contains(signed), part);
      assertTrue(part.contains("Dear " + LONG_NAME + "…,"), part);
    }
  }

  @Test
  void chineseHasNoBlanksBetweenItsSentences() {
    String text = mailTo("Kim", "zh").text();
    assertTrue(!text.contains("。 "), text);
  }

  @Test
  void theSealHoldsAndBreaksWhenSomethingIsChanged() throws Exception {
    String source = mailTo("Käthe Müßig", "de").source();
    List<SignatureRecord> seals = verified(source);
    assertEquals(1, seals.size());
    assertEquals("keypulse.example", seals.getFirst().getDToken().toString());
    assertTrue(
        seals
            .getFirst()
            .getHeaders()
            .toString()
            .toLowerCase(java.util.Locale.ROOT)
            .contains("list-unsubscribe-post"),
        "RFC 8058 asks for it");
    Assertions.assertThrows(
        FailException.class, () -> verified(source.replace("One-Click", "Two-Click")));
  }

  private static List<SignatureRecord> verified(String source) throws Exception {
    return new DKIMVerifier((method, selector, domain) -> List.of(DkimKey.record()))
        .verify(new ByteArrayInputStream(source.getBytes(StandardCharsets.ISO_8859_1)));
  }

  @Test
  void nothingOfANameGetsIntoHeadersOrMarkup() throws Exception {
    for (String name :
        List.of(
            "<b>Kim</b>&amp;",
            "Kim\"><script>alert(1)</script>",
            "Kim \u202Egnp.exe",
            "{name} {#if} {msg:lang}",
            "Kim\r\nBcc: victim@x.example")) {
      Mailbox.Mail mail = mailNamed(name);
      assertTrue(!mail.source().contains("\nBcc:"), name);
      assertEquals(1, mail.message().getAllRecipients().length, name);
      assertTrue(!mail.html().contains("<script"), mail.html());
      assertTrue(!mail.html().contains("<b>Kim"), mail.html());
      assertTrue(!mail.html().contains("\u202E") && !mail.text().contains("\u202E"), name);
      assertTrue(!mail.text().contains("\nBcc:"), mail.text());
    }
  }

  private Mailbox.Mail mailTo(String name, String language) {
    Company company = Company.imported().keyAccount("acme", "north", 1);
    company.put(
        "contacts",
        "source,external_id,account_external_id,name,email,role,language",
        "%1$s,acme1,acme," + name + ",kim1@acme.%1$s.example,USER," + language);
    return sent(company, company.openWave(company.program(100_000)));
  }

  /** Past the checks of every import. */
  private Mailbox.Mail mailNamed(String name) {
    Company company = Company.imported().keyAccount("acme", "north", 1);
    String wave = company.openWave(company.program(100_000));
    Database.change(
        "update invitation set name = ? where email = ?", name, company.address("acme", 1));
    return sent(company, wave);
  }

  private Mailbox.Mail sent(Company company, String wave) {
    dispatcher.dispatch(clock);
    company.closeWave(wave);
    return Mailbox.of(company.address("acme", 1)).getFirst();
  }
}
