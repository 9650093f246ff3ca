package io.keypulse.account;

import io.keypulse.platform.Person;
import io.keypulse.platform.PersonalRecords;
import io.keypulse.platform.Refused;
import io.keypulse.platform.WrittenTexts;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Makes a contact nobody, in every room. */
@ApplicationScoped
class Eraser {
  @Inject Contacts contacts;
  @Inject Erasures erasures;
  @Inject PersonalRecords records;
  @Inject WrittenTexts texts;

  /**
   * @throws Refused NOT_FOUND, WRONG_STATE when that has happened already, CONFLICT, INVALID when
   *     the reason, which stays, tells who it was
   */
  void onRequest(int contactId, int expectedVersion, String reason, Instant now) {
    Contact seen = known(contacts.findByIdOptional(contactId));
    Refused.unlessCurrent(expectedVersion, seen.version);
    Person person = erasures.person(seen);
    if (erasures.tellsWho(reason, person)) {
      throw Refused.invalid(
          "reason", "This is kept: leave out the name, addresses and numbers of the person.");
    }
    WrittenTexts.Found mentions = mentioning(List.of(person));
    Contact contact = locked(contactId);
    Refused.unlessCurrent(expectedVersion, contact.version);
    erase(List.of(erasures.person(contact)), mentions, reason, now);
  }

  void keptLongEnough(List<Integer> contactIds, Instant now) {
    WrittenTexts.Found mentions =
        mentioning(contacts.list("id in ?1", contactIds).stream().map(erasures::person).toList());
    List<Person> people = contactIds.stream().map(this::locked).map(erasures::person).toList();
    erase(people, mentions, "Kept long enough after leaving", now);
  }

  /** Before anybody has to wait for this erasure: there may be many texts. */
  private WrittenTexts.Found mentioning(List<Person> people) {
    WrittenTexts.Found found = texts.mentioning(erasures.marks(people));
    contacts.getEntityManager().clear();
    return found;
  }

  private Contact locked(int contactId) {
    erasures.waitForArrivals();
    return known(contacts.locked(contactId));
  }

  private static Contact known(Optional<Contact> contact) {
    Contact known =
        contact.orElseThrow(() -> Refused.notFound("contactId", "There is no such contact."));
    if (known.erasedAt != null) {
      throw Refused.wrongState("contactId", "This person was erased already.");
    }
    return known;
  }

  private void erase(List<Person> people, WrittenTexts.Found mentions, String reason, Instant now) {
    people.forEach(person -> erasures.remember(person, reason, now));
    texts.forget(mentions);
    people.forEach(person -> records.erase(person, now));
    contacts.getEntityManager().clear();
  }
}
