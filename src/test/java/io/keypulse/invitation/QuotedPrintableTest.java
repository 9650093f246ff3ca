package io.keypulse.invitation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.mail.internet.MimeUtility;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What is written is what is read, by a decoder that is not ours. */
class QuotedPrintableTest {
  private static final String[] PIECES = {
    "a", "=", " ", "\t", "\r\n", ".", "é", "中", "~", "\r", "word ", "=3D"
  };

  @Test
  void everyTextIsReadAsItWasWritten() throws Exception {
    Random chance = new Random(7);
    for (int i = 0; i < 2000; i++) {
      StringBuilder text = new StringBuilder();
      for (int piece = chance.nextInt(300); piece > 0; piece--) {
        text.append(PIECES[chance.nextInt(PIECES.length)]);
      }
      assertRead(text.toString());
    }
  }

  @Test
  void linesAreShortAndNoBlankEndsOne() {
    String encoded = encoded("x ".repeat(500) + "\r\n" + "é".repeat(200) + " \r\nend ");
    for (String line : encoded.split("\r\n", -1)) {
      assertTrue(line.length() <= 76, line);
      assertTrue(!line.endsWith(" "), line);
    }
    assertTrue(encoded.endsWith("end=20"), encoded);
  }

  private static String encoded(String text) {
    return new String(
        QuotedPrintable.of(text.getBytes(StandardCharsets.UTF_8)), StandardCharsets.US_ASCII);
  }

  private static void assertRead(String text) throws Exception {
    byte[] encoded = QuotedPrintable.of(text.getBytes(StandardCharsets.UTF_8));
    byte[] decoded =
        MimeUtility.decode(new ByteArrayInputStream(encoded), "quoted-printable").readAllBytes();
    assertEquals(text, new String(decoded, StandardCharsets.UTF_8));
  }
}
