package io.keypulse.account;

import io.keypulse.platform.Person;
import io.keypulse.platform.PersonalRecords;
import io.keypulse.platform.Refused;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Makes a contact nobody, in every room. */
@ApplicationScoped
class Eraser {
  @Inject Contacts contacts;
  @Inject Erasures erasures;
  @Inject PersonalRecords records;

  /**
   * @throws Refused NOT_FOUND, WRONG_STATE when that has happened already, CONFLICT
   */
  void erase(int contactId, @Nullable Integer expectedVersion, String reason, Instant now) {
    erasures.waitForArrivals();
    Contact contact =
        contacts
            .locked(contactId)
            .orElseThrow(() -> Refused.notFound("contactId", "There is no such contact."));
    if (contact.erasedAt != null) {
      throw Refused.wrongState("contactId", "This person was erased already.");
    }
    if (expectedVersion != null) {
      Refused.unlessCurrent(expectedVersion, contact.version);
    }
    Person person = erasures.person(contact);
    erasures.remember(person, reason, now);
    records.erase(person, now);
    contacts.getEntityManager().clear();
  }
}
