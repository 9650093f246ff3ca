package io.keypulse.account;

import io.keypulse.platform.Change;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.function.Function;
import org.hibernate.Session;

/** Addresses and numbers beside the primary ones, as files bring them. */
@ApplicationScoped
class ContactPoints {
  @Inject Session session;

  private record Row(AccountRegister.ContactRow contact, AccountRegister.Point point) {}

  /**
   * Adds them or corrects their kind; none that the file does not name goes. The first address or
   * number of a contact without any is the primary one.
   *
   * @return the contacts of whom something changed
   */
  List<Change.Put> put(List<AccountRegister.ContactRow> contacts) {
    List<Row> rows =
        contacts.stream()
            .flatMap(contact -> contact.points().stream().map(point -> new Row(contact, point)))
            .toList();
    if (rows.isEmpty()) {
      return List.of();
    }
    return session
        .createNativeQuery(
            """
            with said as (
              select c.id, c.source, c.external_id, c.account_id, c.team_id, r.channel, r.means, r.kind,
                r.value, r.place
              from unnest(cast(:sources as text[]), cast(:ids as text[]), cast(:means as text[]),
                cast(:kinds as text[]), cast(:values as text[]), cast(:channels as text[])) with ordinality
                as r (source, external_id, means, kind, value, channel, place)
              join contact c using (source, external_id)),
            put as (
              insert into contact_point as p (contact_id, account_id, team_id, means, value, kind, channel)
              select id, account_id, team_id, means, value, kind, channel from said order by place
              on conflict (contact_id, means, value) do update set kind = excluded.kind, channel = excluded.channel
              where p.kind <> excluded.kind
              returning contact_id),
            reached as (
              update contact c set email = coalesce(c.email, s.email), phone = coalesce(c.phone, s.phone), channel = s.channel
              from (
                select id, min(channel) as channel, (array_agg(value order by place) filter (where means = 'EMAIL'))[1] as email,
                  (array_agg(value order by place) filter (where means = 'PHONE'))[1] as phone
                from said group by id) s
              where c.id = s.id
                and (c.email, c.phone) is distinct from (coalesce(c.email, s.email), coalesce(c.phone, s.phone))
              returning c.id)
            select c.source, c.external_id, false as created
            from contact c where c.id in (select contact_id from put union select id from reached)
            """,
            Change.Put.class)
        .setParameter("sources", texts(rows, row -> row.contact().id().source()))
        .setParameter("ids", texts(rows, row -> row.contact().id().value()))
        .setParameter("means", texts(rows, row -> row.point().means().name()))
        .setParameter("kinds", texts(rows, row -> row.point().kind().name()))
        .setParameter("values", texts(rows, row -> row.point().value()))
        .setParameter("channels", texts(rows, row -> row.contact().channel().name()))
        .getResultList();
  }

  private static String[] texts(List<Row> rows, Function<Row, String> cell) {
    return rows.stream().map(cell).toArray(String[]::new);
  }
}
