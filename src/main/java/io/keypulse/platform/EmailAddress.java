package io.keypulse.platform;

import com.ibm.icu.text.IDNA;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Addresses that are safe to put into an SMTP envelope and a header: no injection, no display
 * names, ASCII, and neither % nor !, which some servers take for the way to another one.
 */
public final class EmailAddress {
  private static final String ATOM = "[a-z0-9#$&'*+/=?^_`{|}~-]+";
  private static final Pattern LOCAL = Pattern.compile(ATOM + "(\\." + ATOM + ")*");
  private static final Pattern DOMAIN =
      Pattern.compile(
          "([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+(?![0-9]+$)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])");
  private static final IDNA DOMAINS =
      IDNA.getUTS46Instance(
          IDNA.NONTRANSITIONAL_TO_ASCII
              | IDNA.CHECK_BIDI
              | IDNA.CHECK_CONTEXTJ
              | IDNA.USE_STD3_RULES);

  private EmailAddress() {}

  /**
   * Lower case, with an internationalised domain in its ASCII form.
   *
   * @return nothing when the text is not one plain address, or when its local part is not ASCII
   *     (mail servers without SMTPUTF8 would refuse it)
   */
  public static Optional<String> normalise(String text) {
    int at = text.indexOf('@');
    if (at < 1 || at != text.lastIndexOf('@') || at > 64) {
      return Optional.empty();
    }
    String local = text.substring(0, at).toLowerCase(Locale.ROOT);
    String domain = asciiDomain(text.substring(at + 1));
    boolean sound =
        LOCAL.matcher(local).matches()
            && DOMAIN.matcher(domain).matches()
            && domain.length() <= 253;
    return sound ? Optional.of(local + "@" + domain) : Optional.empty();
  }

  /** What stands behind the last @. */
  public static String domain(String address) {
    return address.substring(address.lastIndexOf('@') + 1);
  }

  /** As it is kept, and with the domain in the letters of its own language. */
  static Stream<String> spellings(String address) {
    int domain = address.indexOf('@') + 1;
    String letters =
        DOMAINS
            .nameToUnicode(address.substring(domain), new StringBuilder(), new IDNA.Info())
            .toString();
    return Stream.of(address, address.substring(0, domain) + letters);
  }

  /** Hyphens in third and fourth place are reserved, and are there all the same. */
  private static String asciiDomain(String domain) {
    IDNA.Info faults = new IDNA.Info();
    String ascii = DOMAINS.nameToASCII(domain, new StringBuilder(), faults).toString();
    return Set.of(IDNA.Error.HYPHEN_3_4).containsAll(faults.getErrors())
        ? ascii.toLowerCase(Locale.ROOT)
        : "";
  }
}
