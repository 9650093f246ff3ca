package io.keypulse.invitation;

import io.keypulse.platform.RsaKey;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.mail.MessagingException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.james.jdkim.DKIMSigner;
import org.apache.james.jdkim.exceptions.FailException;

/**
 * Signs what leaves (RFC 6376), with the headers of one-click unsubscription as RFC 8058 asks;
 * signs nothing where no key is set.
 */
@ApplicationScoped
class DkimSeal {
  private static final String SIGNED =
      "from:reply-to:to:subject:date:message-id:references:mime-version:content-type:auto-submitted"
          + ":list-unsubscribe:list-unsubscribe-post";

  private final Optional<DKIMSigner> signer;

  DkimSeal(InvitationConfig.Dkim config) {
    signer =
        config
            .key()
            .map(
                key ->
                    new DKIMSigner(
                        "v=1; a=rsa-sha256; c=relaxed/relaxed; d=%s; s=%s; h=%s; bh=; b=;"
                            .formatted(
                                config.domain().orElseThrow(),
                                config.selector().orElseThrow(),
                                SIGNED),
                        RsaKey.in(key)));
  }

  /** Whoever changes it afterwards breaks the seal. */
  byte[] sealed(byte[] mail) throws MessagingException {
    if (signer.isEmpty()) {
      return mail;
    }
    try {
      String header = signer.get().sign(new ByteArrayInputStream(mail)).strip() + "\r\n";
      ByteArrayOutputStream sealed = new ByteArrayOutputStream(header.length() + mail.length);
      sealed.writeBytes(header.getBytes(StandardCharsets.US_ASCII));
      sealed.writeBytes(mail);
      return sealed.toByteArray();
    } catch (IOException | FailException fault) {
      throw new MessagingException("The mail cannot be signed", new IllegalStateException(fault));
    }
  }
}
