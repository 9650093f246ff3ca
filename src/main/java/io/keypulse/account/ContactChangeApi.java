package io.keypulse.account;

import io.keypulse.platform.CurrentViewer;
import io.keypulse.platform.GlobalId;
import io.keypulse.platform.Idempotency;
import io.keypulse.platform.Refused;
import io.keypulse.platform.Text;
import io.keypulse.platform.Today;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.LocalDate;
import java.util.UUID;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Input;
import org.eclipse.microprofile.graphql.Mutation;
import org.jspecify.annotations.Nullable;

/** For administrators and for employees who see the account. */
@GraphQLApi
public class ContactChangeApi {
  private static final int LONGEST_REASON = 500;

  @Inject Contacts contacts;
  @Inject Accounts accounts;
  @Inject ContactEditing editing;
  @Inject Today today;
  @Inject CurrentViewer viewer;
  @Inject Idempotency idempotency;

  @Input("ContactCreateInput")
  @Description("A new contact needs a name, a role and a language.")
  public record Create(
      @Id String accountId,
      ContactParts parts,
      @io.smallrye.graphql.api.Nullable @Nullable String email,
      @io.smallrye.graphql.api.Nullable @Nullable String phone,
      @io.smallrye.graphql.api.Nullable
          @Description("Sent again with the same key, the first contact is returned.")
          @Nullable String idempotencyKey) {}

  @Input("ContactUpdateInput")
  public record Update(@Id String id, int expectedVersion, ContactParts parts) {}

  @Input("ContactLeaveInput")
  public record Leave(
      @Id String id,
      int expectedVersion,
      @Description("The first day on which the person is no longer there.") LocalDate on,
      @io.smallrye.graphql.api.Nullable @Nullable String reason) {}

  @Input("ContactMoveInput")
  public record Move(
      @Id String id,
      int expectedVersion,
      @Id String accountId,
      @io.smallrye.graphql.api.Nullable
          @Description(
              "The first day at the other account, not in the future; left out, they have left the former one today, and when they began is not known.")
          @Nullable LocalDate on) {}

  @Mutation("contactCreate")
  @Description("For administrators and employees who see the account.")
  @Transactional
  public ContactView contactCreate(Create input) {
    viewer.requireToChange();
    long id =
        idempotency.once("contactCreate", input.idempotencyKey(), input, () -> create(input).id);
    return editing.view(
        contacts.findByIdOptional((int) id).orElseThrow(Idempotency::noLongerThere));
  }

  private Contact create(Create input) {
    Account account = living(input.accountId());
    if (input.parts().roles() == null) {
      throw Refused.invalid("parts.roles", "Name at least one role.");
    }
    if (input.parts().language() == null) {
      throw Refused.invalid("parts.language", "Name the language to write in.");
    }
    Contact contact = new Contact();
    contact.accountId = account.id;
    contact.teamId = account.teamId;
    contact.source = "keypulse";
    contact.externalId = UUID.randomUUID().toString();
    input.parts().applyTo(contact, today.get());
    contact.email = input.email() == null ? null : PointMeans.EMAIL.checked("email", input.email());
    editing.refuseErased("email", contact.email);
    contact.phone = input.phone() == null ? null : PointMeans.PHONE.checked("phone", input.phone());
    contacts.persistAndFlush(contact);
    if (contact.email != null) {
      editing.takeUpPermissions(contact, contact.email);
    }
    return contact;
  }

  private Account living(String id) {
    Account account =
        accounts
            .kept(GlobalId.parseInt(AccountView.TYPE, id, "accountId"))
            .orElseThrow(() -> Refused.notFound("accountId", "There is no such account."));
    account.requireLiving("accountId");
    return account;
  }

  @Mutation("contactUpdate")
  @Description(
      "CONFLICT when the contact has changed meanwhile; WRONG_STATE while the account is archived.")
  @Transactional
  public ContactView contactUpdate(Update input) {
    Contact contact = editing.current("id", id(input.id()), input.expectedVersion());
    editing.requireLiving("id", contact);
    input.parts().applyTo(contact, today.get());
    return editing.written(contact);
  }

  @Mutation("contactLeave")
  @Description("The person is kept for the history and not asked any more.")
  @Transactional
  public ContactView contactLeave(Leave input) {
    Contact contact = editing.current("id", id(input.id()), input.expectedVersion());
    contact.leave(
        Today.checked("on", input.on()),
        Text.optionalLine("reason", input.reason(), LONGEST_REASON));
    return editing.written(contact);
  }

  @Mutation("contactMove")
  @Description(
      "The person works for another account now: for those who see both. What was said at the former one stays there, and so do those who reported to this person.")
  @Transactional
  public ContactView contactMove(Move input) {
    Contact contact = editing.current("id", id(input.id()), input.expectedVersion());
    Account account = living(input.accountId());
    @Nullable LocalDate on = movedOn(input.on(), contact);
    contacts.partFromLine(contact);
    contact.moveTo(account, on);
    return editing.written(contact);
  }

  private @Nullable LocalDate movedOn(@Nullable LocalDate on, Contact contact) {
    if (on != null && Today.checked("on", on).isAfter(today.get())) {
      throw Refused.invalid("on", "Move them once they are there: name today or an earlier day.");
    }
    if (on != null && contact.joinedOn != null && !on.isAfter(contact.joinedOn)) {
      throw Refused.invalid(
          "on", "Name a day after " + contact.joinedOn + ", on which they began at this one.");
    }
    return on;
  }

  private static int id(String globalId) {
    return GlobalId.parseInt(ContactView.TYPE, globalId, "id");
  }
}
