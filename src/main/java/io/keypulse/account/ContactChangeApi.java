package io.keypulse.account;

import io.keypulse.platform.Channel;
import io.keypulse.platform.CurrentViewer;
import io.keypulse.platform.GlobalId;
import io.keypulse.platform.Idempotency;
import io.keypulse.platform.Refused;
import io.keypulse.platform.Text;
import io.keypulse.platform.Today;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
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
  @Inject Erasures erasures;
  @Inject Readmissions readmissions;
  @Inject Writing writing;
  @Inject Today today;
  @Inject InstantSource clock;
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
  public record Move(@Id String id, int expectedVersion, @Id String accountId) {}

  @Input("ContactPointAddInput")
  public record PointAdd(
      @Id String contactId,
      PointMeans means,
      String value,
      @io.smallrye.graphql.api.Nullable @Description("WORK unless said.") @Nullable PointKind kind,
      @io.smallrye.graphql.api.Nullable @Description("MANUAL unless said.")
          @Nullable Channel channel) {}

  @Input("ContactPointInput")
  public record PointChoice(@Id String id) {}

  @Mutation("contactCreate")
  @Description("For administrators and employees who see the account.")
  @Transactional
  public ContactView contactCreate(Create input) {
    viewer.requireToChange();
    long id =
        idempotency.once("contactCreate", input.idempotencyKey(), input, () -> create(input).id);
    return view(contacts.findByIdOptional((int) id).orElseThrow(Idempotency::noLongerThere));
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
    refuseErased("email", contact.email);
    contact.phone = input.phone() == null ? null : PointMeans.PHONE.checked("phone", input.phone());
    contacts.persistAndFlush(contact);
    if (contact.email != null) {
      takeUpPermissions(contact, contact.email);
    }
    return contact;
  }

  private Account living(String id) {
    Account account =
        accounts
            .findByIdOptional(GlobalId.parseInt(AccountView.TYPE, id, "accountId"))
            .orElseThrow(() -> Refused.notFound("accountId", "There is no such account."));
    if (account.archivedAt != null) {
      throw Refused.wrongState("accountId", "This account is archived; restore it first.");
    }
    return account;
  }

  @Mutation("contactUpdate")
  @Description("CONFLICT when the contact has changed meanwhile.")
  @Transactional
  public ContactView contactUpdate(Update input) {
    Contact contact = current(input.id(), input.expectedVersion());
    input.parts().applyTo(contact, today.get());
    return flushed(contact);
  }

  @Mutation("contactLeave")
  @Description("The person is kept for the history and not asked any more.")
  @Transactional
  public ContactView contactLeave(Leave input) {
    Contact contact = current(input.id(), input.expectedVersion());
    contact.leave(
        Today.checked("on", input.on()),
        Text.optionalLine("reason", input.reason(), LONGEST_REASON));
    return flushed(contact);
  }

  @Mutation("contactMove")
  @Description(
      "The person works for another account now: for those who see both. What was said at the former one stays there, and so do those who reported to this person.")
  @Transactional
  public ContactView contactMove(Move input) {
    Contact contact = current(input.id(), input.expectedVersion());
    Account account = living(input.accountId());
    contacts.partFromLine(contact);
    contact.moveTo(account);
    return flushed(contact);
  }

  @Mutation("contactPointAdd")
  @Description(
      "An address or a number more; the first of its means is the primary one. ALREADY_EXISTS when the contact has it.")
  @Transactional
  public ContactView contactPointAdd(PointAdd input) {
    viewer.requireToChange();
    Contact contact = locked("contactId", parsed(input.contactId(), "contactId"));
    String value = input.means().checked("value", input.value());
    refuseErased("value", value);
    contacts.addPoint(
        contact,
        input.means(),
        value,
        input.kind() == null ? PointKind.WORK : input.kind(),
        input.channel() == null ? Channel.MANUAL : input.channel());
    if (contact.primary(input.means()) == null) {
      contact.primary(input.means(), value);
    }
    takeUpPermissions(contact, value);
    return flushed(contact);
  }

  @Mutation("contactPointRemove")
  @Description("When it was the primary one, the next is, the longest known first.")
  @Transactional
  public ContactView contactPointRemove(PointChoice input) {
    viewer.requireToChange();
    Contacts.Point point = point(input.id());
    PointMeans means = PointMeans.valueOf(point.means());
    Contact contact = locked("id", point.contactId());
    contacts.removePoint(point.id());
    if (point.value().equals(contact.primary(means))) {
      List<Contacts.Point> left = contacts.points(List.of(contact.id), means);
      contact.primary(means, left.isEmpty() ? null : left.getFirst().value());
    }
    return flushed(contact);
  }

  @Mutation("contactPointMakePrimary")
  @Description("Surveys go to the primary address.")
  @Transactional
  public ContactView contactPointMakePrimary(PointChoice input) {
    viewer.requireToChange();
    Contacts.Point point = point(input.id());
    Contact contact = locked("id", point.contactId());
    contact.primary(PointMeans.valueOf(point.means()), point.value());
    return flushed(contact);
  }

  private void refuseErased(String field, @Nullable String address) {
    if (address != null && !erasures.among(List.of(), List.of(address)).isEmpty()) {
      throw Refused.wrongState(
          field, "Whoever has this address was erased on request and must not come back.");
    }
  }

  private void takeUpPermissions(Contact contact, String address) {
    readmissions.takeUpPermissions(
        List.of(readmissions.identity(contact.id, address)), clock.instant());
  }

  private Contacts.Point point(String id) {
    return contacts
        .point(GlobalId.parseInt(PointView.TYPE, id, "id"))
        .orElseThrow(() -> Refused.notFound("id", "There is no such address or number."));
  }

  private Contact current(String id, int expectedVersion) {
    viewer.requireToChange();
    Contact contact = locked("id", parsed(id, "id"));
    Refused.unlessCurrent(expectedVersion, contact.version);
    return contact;
  }

  private static int parsed(String id, String field) {
    return GlobalId.parseInt(ContactView.TYPE, id, field);
  }

  private Contact locked(String field, int id) {
    Contact contact =
        contacts.locked(id).orElseThrow(() -> Refused.notFound(field, "There is no such contact."));
    if (contact.erasedAt != null) {
      throw Refused.wrongState(field, Contact.ERASED);
    }
    return contact;
  }

  private ContactView flushed(Contact contact) {
    writing.down(contact);
    return view(contact);
  }

  private ContactView view(Contact contact) {
    return ContactView.of(contact, viewer.require());
  }
}
