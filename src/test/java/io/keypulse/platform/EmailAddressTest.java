package io.keypulse.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EmailAddressTest {
  @Test
  void onePlainAddressIsTakenInItsAsciiForm() {
    assertEquals(
        Optional.of("ana.o'neil+kam@example.com"),
        EmailAddress.normalise("Ana.O'Neil+KAM@Example.COM"));
    assertEquals(
        Optional.of("ana@xn--mller-kva.example"), EmailAddress.normalise("ana@Müller.example"));
  }

  @Test
  void aDomainIsNotTakenForTheOneThatIsSpelledLikeItWithoutSharpS() {
    assertEquals(Optional.of("a@xn--fa-hia.de"), EmailAddress.normalise("a@faß.de"));
    assertEquals(Optional.of("a@xn--fa-hia.de"), EmailAddress.normalise("a@xn--fa-hia.de"));
    assertEquals(Optional.of("a@r3---sn.example"), EmailAddress.normalise("a@r3---sn.example"));
    assertEquals(Optional.empty(), EmailAddress.normalise("a@xn--zzzzzz99999999.de"));
    assertEquals(Optional.empty(), EmailAddress.normalise("a@א1b.de"));
  }

  @Test
  void nothingThatCouldReachAHeaderOrASecondRecipientIsTaken() {
    for (String text :
        List.of(
            "",
            "ana",
            "@example.com",
            "ana@",
            "ana@example",
            "ana@@example.com",
            "ana@example.com,bo@example.com",
            "Ana <ana@example.com>",
            "ana@example.com\r\nBcc: bo@example.com",
            "ana\n@example.com",
            "i@x.example\r\nRCPT TO:<victim@x.example>",
            "\"ana b\"@example.com",
            "ana@exam ple.com",
            "ana@-example.com",
            "ana@example..com",
            ".ana@example.com",
            "ana.@example.com",
            "änä@example.com",
            "ana@[127.0.0.1]",
            "ana%other.example@example.com",
            "%0abcc@example.com",
            "other.example!ana@example.com",
            "ana@example.123",
            "ana@127.0.0.1",
            "a".repeat(65) + "@example.com",
            "ana@" + "a".repeat(64) + ".com",
            "ana@" + "abc.".repeat(80) + "com")) {
      assertEquals(Optional.empty(), EmailAddress.normalise(text), text);
    }
  }
}
