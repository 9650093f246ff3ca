package io.keypulse.account;

import io.keypulse.platform.Person;
import io.keypulse.platform.PersonalRecords;
import io.keypulse.platform.Refused;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;

/** Makes a contact nobody, in every room. */
@ApplicationScoped
class Eraser {
  @Inject Contacts contacts;
  @Inject Erasures erasures;
  @Inject PersonalRecords records;

  /**
   * @throws Refused NOT_FOUND, WRONG_STATE when that has happened already, CONFLICT, INVALID when
   *     the reason, which stays, tells who it was
   */
  void onRequest(int contactId, int expectedVersion, String reason, Instant now) {
    Contact contact = locked(contactId);
    Refused.unlessCurrent(expectedVersion, contact.version);
    Person person = erasures.person(contact);
    if (erasures.tellsWho(reason, person)) {
      throw Refused.invalid(
          "reason", "This is kept: leave out the name, addresses and numbers of the person.");
    }
    erase(person, reason, now);
  }

  void keptLongEnough(int contactId, Instant now) {
    erase(erasures.person(locked(contactId)), "Kept long enough after leaving", now);
  }

  private Contact locked(int contactId) {
    erasures.waitForArrivals();
    Contact contact =
        contacts
            .locked(contactId)
            .orElseThrow(() -> Refused.notFound("contactId", "There is no such contact."));
    if (contact.erasedAt != null) {
      throw Refused.wrongState("contactId", "This person was erased already.");
    }
    return contact;
  }

  private void erase(Person person, String reason, Instant now) {
    erasures.remember(person, reason, now);
    records.erase(person, now);
    contacts.getEntityManager().clear();
  }
}
