package io.keypulse.account;

import io.keypulse.platform.GlobalId;
import io.keypulse.platform.Node;
import io.keypulse.platform.Viewer;
import java.time.LocalDate;
import java.util.Optional;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Ignore;
import org.eclipse.microprofile.graphql.Name;

@Name("Contact")
@Description("A person at an account. Analysts see the role and not the person.")
public record ContactView(
    @Id String id,
    @Description("Absent for analysts.") Optional<String> name,
    @Description("Absent for analysts, and where none is known.") Optional<String> email,
    ContactRole role,
    @Description("ISO 639, two letters.") String language,
    @Description("When this person left the account; absent while there.")
        Optional<LocalDate> leftOn,
    @Ignore int accountKey)
    implements Node {
  public static final String TYPE = "Contact";

  static ContactView of(Contact contact, Viewer viewer) {
    return new ContactView(
        GlobalId.of(TYPE, contact.id),
        Optional.of(contact.name).filter(name -> viewer.seesPersons()),
        Optional.ofNullable(contact.email).filter(email -> viewer.seesPersons()),
        contact.role,
        contact.language,
        Optional.ofNullable(contact.leftOn),
        contact.accountId);
  }
}
