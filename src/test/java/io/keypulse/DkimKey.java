package io.keypulse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** The key that the tests' mails are signed with. */
public final class DkimKey {
  private static final KeyPair PAIR = pair();

  private DkimKey() {}

  /** What stands in DNS. */
  public static String record() {
    return "v=DKIM1; k=rsa; p=" + Base64.getEncoder().encodeToString(PAIR.getPublic().getEncoded());
  }

  static Path writtenTo(Path folder) throws IOException {
    return Files.writeString(
        folder.resolve("dkim.pem"),
        "-----BEGIN PRIVATE KEY-----\n%s\n-----END PRIVATE KEY-----\n"
            .formatted(
                Base64.getMimeEncoder(64, new byte[] {'\n'})
                    .encodeToString(PAIR.getPrivate().getEncoded())));
  }

  private static KeyPair pair() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      return generator.generateKeyPair();
    } catch (NoSuchAlgorithmException everyJdkHasIt) {
      throw new IllegalStateException(everyJdkHasIt);
    }
  }
}
