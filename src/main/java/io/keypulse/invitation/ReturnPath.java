package io.keypulse.invitation;

import io.keypulse.platform.KeyedHash;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The envelope sender of each mail, {@code bounces+code@}: what comes back there tells which mail
 * it was, and nobody can make up a code.
 */
@ApplicationScoped
class ReturnPath {
  /** Twelve digits of this radix are never more than a mail's number can be. */
  private static final Pattern CODED = Pattern.compile("\\+([0-9a-z]{1,12})-([0-9a-f]{16})@");

  private static final int RADIX = 36;
  private static final int PROOF_BYTES = 8;

  @Inject InvitationConfig.Links links;
  @Inject InvitationConfig.Mail settings;

  String of(long mailId) {
    return settings
        .bounces()
        .map(
            address -> {
              String plain = plain(address);
              int at = plain.lastIndexOf('@');
              return "%s+%s-%s%s"
                  .formatted(
                      plain.substring(0, at),
                      Long.toString(mailId, RADIX),
                      proof(mailId),
                      plain.substring(at));
            })
        .orElseGet(() -> plain(settings.from()));
  }

  /** Which mail came back to this address; nothing for one that we did not make. */
  Optional<Long> mailId(String address) {
    Matcher coded = CODED.matcher(address.toLowerCase(Locale.ROOT));
    if (!coded.find()) {
      return Optional.empty();
    }
    long id = Long.parseLong(coded.group(1), RADIX);
    boolean ours =
        MessageDigest.isEqual(
            proof(id).getBytes(StandardCharsets.US_ASCII),
            coded.group(2).getBytes(StandardCharsets.US_ASCII));
    return ours ? Optional.of(id) : Optional.empty();
  }

  private String proof(long mailId) {
    return HexFormat.of()
        .formatHex(new KeyedHash(links.secret()).bytes("return " + mailId), 0, PROOF_BYTES);
  }

  private static String plain(String address) {
    try {
      return new InternetAddress(address, true).getAddress();
    } catch (AddressException wrong) {
      throw new IllegalStateException("Mails cannot come back to " + address, wrong);
    }
  }
}
