package io.keypulse.account;

import java.time.LocalDate;
import java.util.Optional;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Ignore;
import org.eclipse.microprofile.graphql.Name;

@Name("FormerAccount")
@Description("An account that somebody worked for before they moved to another one.")
public record FormerAccountView(
    @Description("First day on which they were there no longer.") LocalDate leftOn,
    @Description("When they came back; absent where they did not.") Optional<LocalDate> returnedOn,
    @Ignore int contactKey,
    @Ignore int accountKey) {
  static FormerAccountView of(ContactMoves.Former former) {
    return new FormerAccountView(
        former.leftOn(),
        Optional.ofNullable(former.returnedOn()),
        former.contactId(),
        former.accountId());
  }
}
