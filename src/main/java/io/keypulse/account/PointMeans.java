package io.keypulse.account;

import io.keypulse.platform.EmailAddress;
import io.keypulse.platform.Refused;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.microprofile.graphql.Name;

@Name("ContactPointMeans")
public enum PointMeans {
  EMAIL {
    @Override
    Optional<String> normalise(String text) {
      return EmailAddress.normalise(text.strip());
    }
  },
  PHONE {
    // dialled from within the country only, but for Italy, San Marino and the Vatican
    private static final Pattern TRUNK_PREFIX =
        Pattern.compile("^((?:\\+|00)(?!39|378|379)[1-9][0-9 ]{0,4})\\(0\\)");

    @Override
    Optional<String> normalise(String text) {
      String number =
          TRUNK_PREFIX.matcher(text.strip()).replaceFirst("$1").replaceAll("[ ()/.-]", "");
      return Optional.of(number).filter(digits -> digits.matches("\\+?[0-9]{3,20}"));
    }
  };

  abstract Optional<String> normalise(String text);

  /**
   * As it is kept.
   *
   * @throws Refused INVALID, naming the field
   */
  public String checked(String field, String text) {
    return normalise(text)
        .orElseThrow(
            () ->
                Refused.invalid(
                    field,
                    this == EMAIL
                        ? "Write one plain address such as ana@example.com, ASCII before the @."
                        : "Write a number such as +49 30 1234567."));
  }
}
