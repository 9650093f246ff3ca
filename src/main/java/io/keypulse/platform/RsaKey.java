package io.keypulse.platform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;

/** A private RSA key of a PEM file of PKCS 8. */
public final class RsaKey {
  private RsaKey() {}

  /** IllegalStateException where there is none in this file. */
  public static PrivateKey in(Path file) {
    try {
      String pem = Files.readString(file).replaceAll("-----[A-Z ]+-----|\\s", "");
      return KeyFactory.getInstance("RSA")
          .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(pem)));
    } catch (IOException | GeneralSecurityException | IllegalArgumentException unreadable) {
      throw new IllegalStateException(file + " holds no RSA key of PKCS 8", unreadable);
    }
  }
}
