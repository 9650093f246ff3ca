package io.keypulse.account;

import io.keypulse.platform.Channel;
import io.keypulse.platform.CurrentViewer;
import io.keypulse.platform.GlobalId;
import io.keypulse.platform.Refused;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Input;
import org.eclipse.microprofile.graphql.Mutation;
import org.jspecify.annotations.Nullable;

/** Addresses and numbers; for administrators and for employees who see the account. */
@GraphQLApi
public class ContactPointApi {
  @Inject Contacts contacts;
  @Inject ContactEditing editing;
  @Inject CurrentViewer viewer;

  @Input("ContactPointAddInput")
  public record Add(
      @Id String contactId,
      PointMeans means,
      String value,
      @io.smallrye.graphql.api.Nullable @Description("WORK unless said.") @Nullable PointKind kind,
      @io.smallrye.graphql.api.Nullable @Description("MANUAL unless said.")
          @Nullable Channel channel) {}

  @Input("ContactPointInput")
  public record Choice(
      @Id String id, @Description("The version of the contact.") int expectedVersion) {}

  @Mutation("contactPointAdd")
  @Description(
      "An address or a number more; the first of its means is the primary one. ALREADY_EXISTS when the contact has it; WRONG_STATE while the account is archived.")
  @Transactional
  public ContactView contactPointAdd(Add input) {
    Contact contact =
        editing.locked(
            "contactId", GlobalId.parseInt(ContactView.TYPE, input.contactId(), "contactId"));
    editing.requireLiving("contactId", contact);
    String value = input.means().checked("value", input.value());
    editing.refuseErased("value", value);
    contacts.addPoint(
        contact,
        input.means(),
        value,
        input.kind() == null ? PointKind.WORK : input.kind(),
        input.channel() == null ? Channel.MANUAL : input.channel());
    if (contact.primary(input.means()) == null) {
      contact.primary(input.means(), value);
    }
    editing.takeUpPermissions(contact, value);
    return editing.writtenWithPoints(contact);
  }

  @Mutation("contactPointRemove")
  @Description(
      "When it was the primary one, the next is, the longest known first. CONFLICT when the contact has changed meanwhile.")
  @Transactional
  public ContactView contactPointRemove(Choice input) {
    Contacts.Point point = point(input.id());
    PointMeans means = PointMeans.valueOf(point.means());
    Contact contact = editing.current("id", point.contactId(), input.expectedVersion());
    contacts.removePoint(point.id());
    if (point.value().equals(contact.primary(means))) {
      List<Contacts.Point> left = contacts.points(List.of(contact.id), means);
      contact.primary(means, left.isEmpty() ? null : left.getFirst().value());
    }
    return editing.writtenWithPoints(contact);
  }

  @Mutation("contactPointMakePrimary")
  @Description(
      "Surveys go to the primary address. CONFLICT when the contact has changed meanwhile; WRONG_STATE while the account is archived.")
  @Transactional
  public ContactView contactPointMakePrimary(Choice input) {
    Contacts.Point point = point(input.id());
    Contact contact = editing.current("id", point.contactId(), input.expectedVersion());
    editing.requireLiving("id", contact);
    contact.primary(PointMeans.valueOf(point.means()), point.value());
    return editing.written(contact);
  }

  private Contacts.Point point(String id) {
    viewer.requireToChange();
    return contacts
        .point(GlobalId.parseInt(PointView.TYPE, id, "id"))
        .orElseThrow(() -> Refused.notFound("id", "There is no such address or number."));
  }
}
