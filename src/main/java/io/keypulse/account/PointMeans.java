package io.keypulse.account;

import io.keypulse.platform.EmailAddress;
import io.keypulse.platform.Refused;
import java.util.Optional;
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
    @Override
    Optional<String> normalise(String text) {
      String number = text.strip().replaceAll("[ ()/.-]", "");
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
