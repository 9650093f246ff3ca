package io.keypulse.account;

import io.keypulse.platform.CurrentViewer;
import io.keypulse.platform.Refused;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What every change of a contact has to look at, and how it is written down. */
@ApplicationScoped
class ContactEditing {
  @Inject Contacts contacts;
  @Inject Accounts accounts;
  @Inject Erasures erasures;
  @Inject Readmissions readmissions;
  @Inject Writing writing;
  @Inject CurrentViewer viewer;
  @Inject InstantSource clock;

  /**
   * Nobody changes this contact until the transaction ends.
   *
   * @throws Refused CONFLICT when it has changed since this version
   */
  Contact current(String field, int id, int expectedVersion) {
    Contact contact = locked(field, id);
    Refused.unlessCurrent(expectedVersion, contact.version);
    return contact;
  }

  Contact locked(String field, int id) {
    viewer.requireToChange();
    Contact contact =
        contacts.locked(id).orElseThrow(() -> Refused.notFound(field, "There is no such contact."));
    if (contact.erasedAt != null) {
      throw Refused.wrongState(field, Contact.ERASED);
    }
    return contact;
  }

  /**
   * @throws Refused WRONG_STATE while the account is archived, naming the field
   */
  void requireLiving(String field, Contact contact) {
    accounts.findById(contact.accountId).requireLiving(field);
  }

  void refuseErased(String field, @Nullable String address) {
    if (address != null && !erasures.among(List.of(), List.of(address)).isEmpty()) {
      throw Refused.wrongState(
          field, "Whoever has this address was erased on request and must not come back.");
    }
  }

  void takeUpPermissions(Contact contact, String address) {
    readmissions.takeUpPermissions(
        List.of(readmissions.identity(contact.id, address)), clock.instant());
  }

  ContactView written(Contact contact) {
    writing.down(contact);
    return view(contact);
  }

  /** The same where addresses and numbers of the contact have changed, and so it has itself. */
  ContactView writtenWithPoints(Contact contact) {
    int before = contact.version;
    contacts.flush();
    if (contact.version == before) {
      contacts.touch(contact.id);
    }
    return written(contact);
  }

  ContactView view(Contact contact) {
    return ContactView.of(contact, viewer.require());
  }
}
