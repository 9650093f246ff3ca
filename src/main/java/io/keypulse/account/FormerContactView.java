package io.keypulse.account;

import io.keypulse.platform.Viewer;
import java.time.LocalDate;
import java.util.Optional;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Ignore;
import org.eclipse.microprofile.graphql.Name;

@Name("FormerContact")
@Description("Somebody who worked there before they moved to another account.")
public record FormerContactView(
    @Description("Absent for analysts.") Optional<String> name,
    @Description("First day on which they were there no longer.") LocalDate leftOn,
    @Ignore Optional<Integer> contactKey) {
  static FormerContactView of(ContactMoves.Left left, Viewer viewer) {
    return new FormerContactView(
        Optional.of(left.name()).filter(name -> viewer.seesPersons()),
        left.leftOn(),
        Optional.ofNullable(left.contactId()));
  }
}
