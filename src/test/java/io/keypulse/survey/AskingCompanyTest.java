package io.keypulse.survey;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class AskingCompanyTest {
  @Test
  void whoGivesTheCompanyNoNameAsksAsTheSenderCallsItselfElseByItsDomain() {
    assertEquals(
        "Northwind Ltd", named(Optional.of(" Northwind Ltd "), "Voice <voice@north.example>"));
    assertEquals("Voice, Ltd", named(Optional.empty(), "\"Voice, Ltd\" <voice@north.example>"));
    assertEquals(
        "Müller GmbH", named(Optional.empty(), "=?UTF-8?Q?M=C3=BCller_GmbH?= <v@north.example>"));
    assertEquals("north.example", named(Optional.empty(), "voice@north.example"));
    assertEquals("north.example", named(Optional.empty(), "\" \" <voice@north.example>"));
  }

  private static String named(Optional<String> given, String sender) {
    return new AskingCompany(given, sender).name();
  }
}
