package io.keypulse.team;

import io.keypulse.platform.Change;
import io.keypulse.platform.ExternalId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.List;
import org.hibernate.Session;

/** Executive sponsors as files give them. */
@ApplicationScoped
class GivenSponsors {
  @Inject Session session;

  record Known(String source, String externalId, int employeeId) {}

  record Contact(int id, String source, String externalId, int accountId) {}

  List<Known> known(List<ExternalId> ids) {
    return session
        .createNativeQuery(
            """
            select s.source, s.external_id, s.employee_id
            from unnest(cast(:sources as text[]), cast(:ids as text[])) as asked (source, external_id)
            join executive_sponsor s using (source, external_id)
            """,
            Known.class)
        .setParameter("sources", ids.stream().map(ExternalId::source).toArray(String[]::new))
        .setParameter("ids", ids.stream().map(ExternalId::value).toArray(String[]::new))
        .getResultList();
  }

  List<Contact> contacts(List<ExternalId> ids) {
    return session
        .createNativeQuery(
            """
            select c.id, c.source, c.external_id, c.account_id
            from unnest(cast(:sources as text[]), cast(:ids as text[])) as asked (source, external_id)
            join contact c using (source, external_id)
            """,
            Contact.class)
        .setParameter("sources", ids.stream().map(ExternalId::source).toArray(String[]::new))
        .setParameter("ids", ids.stream().map(ExternalId::value).toArray(String[]::new))
        .getResultList();
  }

  /**
   * What a row leaves out stays as it is, where it still can. What becomes shorter makes room for
   * what becomes longer.
   */
  List<Change.Put> put(List<SponsorRegister.Row> rows) {
    return session
        .createNativeQuery(
            """
            with put as (
              insert into executive_sponsor as s (source, external_id, account_id, team_id, employee_id, contact_id,
                valid, meeting_every, channel)
              select r.source, r.external_id, a.id, a.team_id, r.employee_id,
                coalesce(r.contact_id, case when k.account_id = a.id then k.contact_id end), t.valid,
                coalesce(r.every, k.meeting_every, :usualEvery), r.channel
              from unnest(
                cast(:sources as text[]), cast(:ids as text[]), cast(:accounts as int[]), cast(:employees as int[]),
                cast(:contacts as int[]), cast(:sinces as date[]), cast(:untils as date[]), cast(:everys as int[]),
                cast(:channels as text[]))
                as r (source, external_id, account_id, employee_id, contact_id, since, until, every, channel)
              join account a on a.id = r.account_id
              left join executive_sponsor k on k.source = r.source and k.external_id = r.external_id
              cross join lateral (select daterange(
                r.since, coalesce(r.until, case when upper(k.valid) > r.since then upper(k.valid) end)) as valid) t
              order by k.valid @> t.valid desc nulls last
              on conflict (source, external_id) do update set
                account_id = excluded.account_id, team_id = excluded.team_id, employee_id = excluded.employee_id,
                contact_id = excluded.contact_id, valid = excluded.valid, meeting_every = excluded.meeting_every,
                channel = excluded.channel
              where (s.account_id, s.employee_id, s.contact_id, s.valid, s.meeting_every)
                is distinct from (excluded.account_id, excluded.employee_id, excluded.contact_id, excluded.valid,
                  excluded.meeting_every)
              returning source, external_id, xmax = 0 as created)
            select source, external_id, created from put
            """,
            Change.Put.class)
        .setParameter("usualEvery", SponsorRegister.MEETING_EVERY)
        .setParameter("sources", rows.stream().map(r -> r.id().source()).toArray(String[]::new))
        .setParameter("ids", rows.stream().map(r -> r.id().value()).toArray(String[]::new))
        .setParameter(
            "accounts", rows.stream().map(SponsorRegister.Row::accountId).toArray(Integer[]::new))
        .setParameter(
            "employees", rows.stream().map(SponsorRegister.Row::employeeId).toArray(Integer[]::new))
        .setParameter(
            "contacts", rows.stream().map(SponsorRegister.Row::contactId).toArray(Integer[]::new))
        .setParameter(
            "sinces", rows.stream().map(SponsorRegister.Row::since).toArray(LocalDate[]::new))
        .setParameter(
            "untils", rows.stream().map(SponsorRegister.Row::until).toArray(LocalDate[]::new))
        .setParameter(
            "everys", rows.stream().map(SponsorRegister.Row::meetingEvery).toArray(Integer[]::new))
        .setParameter("channels", rows.stream().map(r -> r.channel().name()).toArray(String[]::new))
        .getResultList();
  }
}
