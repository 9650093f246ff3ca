package io.keypulse.account;

import io.keypulse.platform.ExternalId;
import io.keypulse.platform.Marks;
import io.keypulse.platform.Person;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.hibernate.Session;

/** Who was erased, known by keyed hashes (HMAC-SHA256) and by nothing else. */
@ApplicationScoped
class Erasures {
  /** Whoever brings people in holds it shared, whoever erases holds it alone. */
  private static final String LOCK = "hashtext('contact_erasure')";

  @Inject Session session;
  @Inject PersonHash hashes;

  record Text(String kind, String value) {}

  record Hash(String hash) {}

  record Due(int id) {}

  Person person(Contact contact) {
    List<Text> own = texts("select means as kind, value from own_points(:contact)", contact);
    List<Text> names =
        texts("select 'NAME' as kind, name as value from contact_names(:contact)", contact);
    List<String> addresses = of("EMAIL", own);
    return new Person(
        contact.id,
        new ExternalId(contact.source, contact.externalId),
        addresses,
        of("PHONE", own),
        names.stream().map(Text::value).toList(),
        patterns(List.of(contact.id), Person.spellings(addresses)));
  }

  private static List<String> of(String means, List<Text> points) {
    return points.stream().filter(text -> text.kind().equals(means)).map(Text::value).toList();
  }

  Marks marks(List<Person> people) {
    List<Integer> ids = people.stream().map(Person::contactId).toList();
    List<String> spellings =
        people.stream().flatMap(person -> person.spellings().stream()).toList();
    return new Marks(ids, spellings, patterns(ids, spellings));
  }

  record Patterns(String patterns) {}

  private String patterns(List<Integer> people, List<String> spellings) {
    return session
        .createNativeQuery(
            """
            select cast(marks_of(cast(:people as int[]), cast(:spellings as text[])) as text) as patterns
            """,
            Patterns.class)
        .setParameter("people", people.toArray(Integer[]::new))
        .setParameter("spellings", spellings.toArray(String[]::new))
        .getSingleResult()
        .patterns();
  }

  private List<Text> texts(String sql, Contact contact) {
    return session
        .createNativeQuery(sql, Text.class)
        .setParameter("contact", contact.id)
        .getResultList();
  }

  record Tells(boolean tells) {}

  /** Whether a text that stays has a word of the name, an address or a number. */
  boolean tellsWho(String text, Person person) {
    return session
        .createNativeQuery(
            """
            select tells_who(:text, cast(:names as text[]), cast(:points as text[]))
              or says_who(:text, null, cast(:marks as jsonb)) as tells
            """,
            Tells.class)
        .setParameter("text", text)
        .setParameter("marks", person.marks())
        .setParameter("names", person.names().toArray(String[]::new))
        .setParameter(
            "points",
            Stream.concat(person.addresses().stream(), person.phones().stream())
                .toArray(String[]::new))
        .getSingleResult()
        .tells();
  }

  void waitForArrivals() {
    lock("pg_advisory_xact_lock");
  }

  private record Lock(String lock) {}

  private void lock(String function) {
    session
        .createNativeQuery(
            "select cast(" + function + "(" + LOCK + ") as text) as lock", Lock.class)
        .getResultList();
  }

  void remember(Person person, String reason, Instant now) {
    session
        .createNativeMutationQuery(
            "insert into contact_erasure (contact_id, erased_at, reason) values (:contact, :now, :reason)")
        .setParameter("contact", person.contactId())
        .setParameter("now", now)
        .setParameter("reason", reason)
        .executeUpdate();
    session
        .createNativeMutationQuery(
            """
            insert into erased_identity (hash, contact_id)
            select decode(h.hash, 'hex'), :contact from unnest(cast(:hashes as text[])) as h (hash)
            on conflict (hash) do update set contact_id = excluded.contact_id, readmitted_at = null
            """)
        .setParameter("contact", person.contactId())
        .setParameter(
            "hashes",
            Stream.concat(
                    Stream.of(hashes.of(person.externalId())),
                    person.addresses().stream().map(hashes::of))
                .toArray(String[]::new))
        .executeUpdate();
  }

  /** Those of them that belong to erased people; nobody is erased until the transaction ends. */
  Set<Object> among(Collection<ExternalId> ids, Collection<String> addresses) {
    lock("pg_advisory_xact_lock_shared");
    Map<String, Object> byHash = new HashMap<>();
    ids.forEach(id -> byHash.put(hashes.of(id), id));
    addresses.forEach(address -> byHash.put(hashes.of(address), address));
    List<Hash> known =
        session
            .createNativeQuery(
                """
                select h.hash from unnest(cast(:hashes as text[])) as h (hash)
                join erased_identity e on e.hash = decode(h.hash, 'hex') and e.readmitted_at is null
                """,
                Hash.class)
            .setParameter("hashes", byHash.keySet().toArray(String[]::new))
            .getResultList();
    Set<Object> erased = new HashSet<>();
    known.forEach(hash -> erased.add(byHash.get(hash.hash())));
    return erased;
  }

  /** Who left before that day. */
  List<Integer> leftBefore(LocalDate day, int most) {
    return session
        .createNativeQuery(
            """
            select id from contact where left_on < :day and erased_at is null order by left_on, id limit :most
            """,
            Due.class)
        .setParameter("day", day)
        .setParameter("most", most)
        .getResultList()
        .stream()
        .map(Due::id)
        .toList();
  }
}
