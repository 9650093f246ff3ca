package io.keypulse.account;

import io.keypulse.platform.ExternalId;
import io.keypulse.platform.Person;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.hibernate.Session;

/** Who was erased, known by keyed hashes (HMAC-SHA256) and by nothing else. */
@ApplicationScoped
class Erasures {
  /** Whoever brings people in holds it shared, whoever erases holds it alone. */
  private static final String LOCK = "hashtext('contact_erasure')";

  @Inject Session session;
  @Inject PrivacyConfig config;

  record Text(String kind, String value) {}

  record Hash(String hash) {}

  record Due(int id) {}

  /** Addresses that somebody else has too do not point at this person. */
  private static final String OWN_TEXTS =
      """
      with mine as (
        select means as kind, value from contact_point where contact_id = :contact
        union
        select case f.key when 'email' then 'EMAIL' else 'PHONE' end, v.value
        from audit_entry e cross join jsonb_each(e.changes) f cross join jsonb_each_text(f.value) v
        where e.object_type = 'contact' and e.object_id = :contact and f.key in ('email', 'phone'))
      select kind, value from mine m
      where not exists (
        select from contact_point o where o.value = m.value and o.contact_id <> :contact)
      """;

  Person person(Contact contact) {
    List<Text> own =
        session
            .createNativeQuery(OWN_TEXTS, Text.class)
            .setParameter("contact", contact.id)
            .getResultList();
    ExternalId externalId = new ExternalId(contact.source, contact.externalId);
    return new Person(
        contact.id,
        externalId,
        own.stream().filter(text -> text.kind().equals("EMAIL")).map(Text::value).toList(),
        Stream.concat(
                Stream.of(externalId.toString()),
                own.stream().filter(text -> text.kind().equals("PHONE")).map(Text::value))
            .toList());
  }

  void waitForArrivals() {
    lock("pg_advisory_xact_lock");
  }

  private void lock(String function) {
    session
        .createNativeQuery(
            "select cast(" + function + "(" + LOCK + ") as text) as lock", String.class)
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
                    Stream.of(hash(person.externalId())),
                    person.addresses().stream().map(this::hash))
                .toArray(String[]::new))
        .executeUpdate();
  }

  /** Those of them that belong to erased people; nobody is erased until the transaction ends. */
  Set<Object> among(Collection<ExternalId> ids, Collection<String> addresses) {
    lock("pg_advisory_xact_lock_shared");
    Map<String, Object> byHash = new HashMap<>();
    ids.forEach(id -> byHash.put(hash(id), id));
    addresses.forEach(address -> byHash.put(hash(address), address));
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

  int readmit(ExternalId id, String reason, Instant now) {
    return readmitHash(hash(id), reason, now);
  }

  int readmit(String address, String reason, Instant now) {
    return readmitHash(hash(address), reason, now);
  }

  /** Lifts everything of the erased contact that has this hash; says how much. */
  private int readmitHash(String hash, String reason, Instant now) {
    return session
        .createNativeMutationQuery(
            """
            update erased_identity e set readmitted_at = :now, readmitted_by = viewer_id(), readmitted_because = :reason
            from erased_identity k
            where k.hash = decode(:hash, 'hex') and k.readmitted_at is null
              and e.contact_id = k.contact_id and e.readmitted_at is null
            """)
        .setParameter("now", now)
        .setParameter("reason", reason)
        .setParameter("hash", hash)
        .executeUpdate();
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

  private String hash(ExternalId id) {
    return hash("id\0" + id.source() + "\0" + id.value());
  }

  private String hash(String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(config.secret().getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
