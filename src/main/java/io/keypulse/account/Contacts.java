package io.keypulse.account;

import static java.util.stream.Collectors.toSet;

import io.keypulse.platform.Channel;
import io.keypulse.platform.ExternalId;
import io.keypulse.platform.ReadAlready;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
class Contacts implements PanacheRepositoryBase<Contact, Integer> {
  @Inject Session session;

  record Point(
      int id,
      int contactId,
      String means,
      String value,
      String kind,
      boolean isPrimary,
      String source,
      String channel,
      Instant recordedAt,
      @Nullable Integer recordedBy) {}

  private static final String POINTS =
      """
      select p.id, p.contact_id, p.means, p.value, p.kind,
        p.value = case p.means when 'EMAIL' then c.email else c.phone end is true as is_primary,
        c.source, p.channel, p.recorded_at, p.recorded_by
      from contact_point p join contact c on c.id = p.contact_id
      """;

  List<Contact> ofAccounts(Collection<Integer> accountIds, boolean includeLeft, LocalDate today) {
    return session
        .createNativeQuery(
            """
            select * from contact
            where account_id = any(:accounts) and (:includeLeft or left_on is null or left_on > cast(:today as date))
            order by account_id, name, id
            """,
            Contact.class)
        .setParameter("accounts", accountIds.toArray(Integer[]::new))
        .setParameter("includeLeft", includeLeft)
        .setParameter("today", today)
        .getResultList();
  }

  record Known(int id, String source, String externalId) {}

  List<Known> known(Collection<ExternalId> ids) {
    return session
        .createNativeQuery(
            """
            select c.id, c.source, c.external_id
            from unnest(cast(:sources as text[]), cast(:ids as text[])) as asked (source, external_id)
            join contact c using (source, external_id)
            """,
            Known.class)
        .setParameter("sources", ids.stream().map(ExternalId::source).toArray(String[]::new))
        .setParameter("ids", ids.stream().map(ExternalId::value).toArray(String[]::new))
        .getResultList();
  }

  Optional<Contact> locked(int id) {
    return findByIdOptional(id, LockModeType.PESSIMISTIC_WRITE);
  }

  List<Point> points(Collection<Integer> contactIds, PointMeans means) {
    return session
        .createNativeQuery(
            POINTS
                + """
                where p.contact_id = any (cast(:contacts as int[])) and p.means = :means
                order by p.contact_id, is_primary desc, p.id
                """,
            Point.class)
        .setParameter("contacts", contactIds.toArray(Integer[]::new))
        .setParameter("means", means.name())
        .getResultList();
  }

  Optional<Point> point(int id) {
    return session
        .createNativeQuery(POINTS + "where p.id = :id", Point.class)
        .setParameter("id", id)
        .uniqueResultOptional();
  }

  void addPoint(Contact contact, PointMeans means, String value, PointKind kind, Channel channel) {
    session
        .createNativeMutationQuery(
            """
            insert into contact_point (contact_id, account_id, team_id, means, value, kind, channel)
            select id, account_id, team_id, :means, :value, :kind, :channel from contact where id = :contact
            """)
        .setParameter("means", means.name())
        .setParameter("value", value)
        .setParameter("kind", kind.name())
        .setParameter("channel", channel.name())
        .setParameter("contact", contact.id)
        .executeUpdate();
  }

  Set<ExternalId> ofArchived(Collection<ExternalId> ids) {
    return session
        .createNativeQuery(
            """
            select c.id, c.source, c.external_id
            from unnest(cast(:sources as text[]), cast(:ids as text[])) as asked (source, external_id)
            join contact c using (source, external_id) join account a on a.id = c.account_id
            where a.archived_at is not null
            """,
            Known.class)
        .setParameter("sources", ids.stream().map(ExternalId::source).toArray(String[]::new))
        .setParameter("ids", ids.stream().map(ExternalId::value).toArray(String[]::new))
        .getResultList()
        .stream()
        .map(known -> new ExternalId(known.source(), known.externalId()))
        .collect(toSet());
  }

  /** What belongs to a contact has changed, and so has the contact. */
  void touch(int id) {
    session
        .createNativeMutationQuery("update contact set version = version + 1 where id = :id")
        .setParameter("id", id)
        .executeUpdate();
  }

  /** Nobody at the former account reports to somebody who is not there any more. */
  void partFromLine(Contact contact) {
    session
        .createNativeMutationQuery(
            "update contact set reports_to_id = null where reports_to_id = :contact")
        .setParameter("contact", contact.id)
        .executeUpdate();
  }

  void removePoint(int id) {
    session
        .createNativeMutationQuery("delete from contact_point where id = :id")
        .setParameter("id", id)
        .executeUpdate();
  }

  List<Contact> byIds(Collection<Integer> ids) {
    return ReadAlready.orByIds(session, Contact.class, ids);
  }
}
