package io.keypulse.survey;

import io.keypulse.platform.EmailAddress;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** In whose name everybody is asked, by mail and on every page. */
@Named("company")
@Singleton
public class AskingCompany {
  private final String name;

  @Inject
  AskingCompany(
      @ConfigProperty(name = "keypulse.company.name") Optional<String> given,
      @ConfigProperty(name = "keypulse.mail.from") String sender) {
    name = given.map(String::strip).orElseGet(() -> of(sender));
  }

  public String name() {
    return name;
  }

  /** As the sender calls itself, else the domain that it writes from. */
  static String of(String sender) {
    try {
      InternetAddress address = new InternetAddress(sender, true);
      return Optional.ofNullable(address.getPersonal())
          .map(String::strip)
          .filter(personal -> !personal.isEmpty())
          .orElseGet(() -> EmailAddress.domain(address.getAddress()));
    } catch (AddressException wrong) {
      throw new IllegalStateException("The sender of mails cannot be used", wrong);
    }
  }
}
