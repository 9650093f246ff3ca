package io.keypulse.followup;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.keypulse.KeypulseTest;
import io.keypulse.Mailbox;
import io.keypulse.MovableClock;
import io.keypulse.invitation.InvitationDispatcher;
import jakarta.inject.Inject;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * What follows the salutation of a mail begins as its language does, and anew after what was done.
 */
@KeypulseTest
class LineAboveTest {
  private static final Map<String, String> AFTER_THE_SALUTATION =
      Map.of(
          "en", "Dear Kim 1,\\s+We are asking",
          "es", "Hola, Kim 1:\\s+Preguntamos",
          "zh", "尊敬的 Kim 1：\\s+在我们",
          "de", "Guten Tag Kim 1,\\s+wir fragen",
          "fr", "Bonjour Kim 1,\\s+Nous interrogeons");

  private static final Map<String, String> AFTER_THE_LINE =
      Map.of(
          "en", "We are asking",
          "es", "Preguntamos",
          "zh", "在我们",
          "de", "Wir fragen",
          "fr", "Nous interrogeons");

  @Inject InvitationDispatcher invitations;
  @Inject FollowUpDispatcher notices;
  @Inject MovableClock clock;

  private final Loop loop = new Loop();

  @Test
  void inEveryLanguage() {
    loop.staffed();
    loop.keyAccount("acme", 1);
    AFTER_THE_SALUTATION.forEach(
        (language, salutation) -> {
          loop.company.contacts("acme", 1, language);
          String wave = asked();
          itSays(salutation);
          loop.answer("acme", 1, "overall", 2);
          loop.company.closeWave(wave);
          loop.workUpToResolved("ana");
          loop.change("ana", "followUpLineApprove", "line", "Late: we found a second carrier.");
          notices.dispatch(clock);
          Loop.say(loop.proofPage("acme", 1), "answer", 5);
          loop.company.closeWave(asked());
          itSays("second carrier\\.\\s+" + AFTER_THE_LINE.get(language));
        });
  }

  private String asked() {
    String wave = loop.company.openWave(loop.company.program(100_000));
    invitations.dispatch(clock);
    return wave;
  }

  private void itSays(String words) {
    String text = Mailbox.of(loop.company.address("acme", 1)).getLast().text();
    assertTrue(text.matches("(?s).*" + words + ".*"), text);
  }
}
