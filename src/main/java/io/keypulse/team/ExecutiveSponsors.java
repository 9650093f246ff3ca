package io.keypulse.team;

import io.keypulse.platform.Change;
import io.keypulse.platform.DatedRows;
import io.keypulse.platform.ExternalId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
class ExecutiveSponsors {
  @Inject Session session;

  record Sponsor(
      int id,
      int accountId,
      int employeeId,
      @Nullable Integer contactId,
      LocalDate since,
      @Nullable LocalDate until,
      int meetingEvery,
      @Nullable LocalDate lastMeeting,
      int version,
      String channel,
      String source,
      Instant recordedAt,
      @Nullable Integer recordedBy) {}

  record Held(int id, int accountId, int teamId, LocalDate since, int version) {}

  record Id(int id) {}

  record Known(String source, String externalId, int employeeId) {}

  record Contact(int id, String source, String externalId, int accountId) {}

  /** Those who work here on that day. */
  List<Sponsor> of(Collection<Integer> accounts, LocalDate asOf) {
    return session
        .createNativeQuery(
            """
            select s.id, s.account_id, s.employee_id, s.contact_id, lower(s.valid) as since, upper(s.valid) as until,
              s.meeting_every,
              (select max(m.held_on) from executive_meeting m
                where m.sponsor_id = s.id and m.held_on <= cast(:asOf as date)) as last_meeting,
              s.version, s.channel, s.source, s.recorded_at, s.recorded_by
            from executive_sponsor s join employee e on e.id = s.employee_id and employed(e, cast(:asOf as date))
            where s.account_id = any (cast(:accounts as int[])) and s.valid @> cast(:asOf as date)
            """,
            Sponsor.class)
        .setParameter("accounts", accounts.toArray(Integer[]::new))
        .setParameter("asOf", asOf)
        .getResultList();
  }

  /**
   * Those of the accounts without a sponsor who works here, since the last one's end or since we
   * know who serves them.
   */
  List<AccountTeams.Vacancy> vacancies(Collection<Integer> accounts, LocalDate today) {
    return session
        .createNativeQuery(
            """
            select a.id as account_id, coalesce(
              (select max(case when s.valid @> cast(:today as date)
                  then coalesce(e.left_on, cast(e.recorded_at at time zone 'UTC' as date)) else upper(s.valid) end)
                from executive_sponsor s join employee e on e.id = s.employee_id
                where s.account_id = a.id and lower(s.valid) <= cast(:today as date)),
              (select min(lower(h.valid)) from account_team h
                where h.account_id = a.id and lower(h.valid) <= cast(:today as date)),
              cast(:today as date)) as since
            from account a
            where a.id = any (cast(:accounts as int[])) and not exists (
              select from executive_sponsor s join employee e on e.id = s.employee_id
              where s.account_id = a.id and s.valid @> cast(:today as date) and employed(e, cast(:today as date)))
            """,
            AccountTeams.Vacancy.class)
        .setParameter("accounts", accounts.toArray(Integer[]::new))
        .setParameter("today", today)
        .getResultList();
  }

  int assign(
      int account,
      int team,
      int employee,
      @Nullable Integer contact,
      LocalDate since,
      @Nullable LocalDate until,
      int meetingEvery,
      String channel,
      String externalId) {
    return session
        .createNativeQuery(
            """
            with made as (
              insert into executive_sponsor (source, external_id, account_id, team_id, employee_id, contact_id, valid,
                meeting_every, channel)
              values ('keypulse', :externalId, :account, :team, :employee, cast(:contact as int),
                daterange(cast(:since as date), cast(:until as date)), :every, :channel)
              returning id)
            select id from made
            """,
            Id.class)
        .setParameter("externalId", externalId)
        .setParameter("account", account)
        .setParameter("team", team)
        .setParameter("employee", employee)
        .setParameter("contact", contact)
        .setParameter("since", since)
        .setParameter("until", until)
        .setParameter("every", meetingEvery)
        .setParameter("channel", channel)
        .getSingleResult()
        .id();
  }

  Optional<Held> locked(int id) {
    return session
        .createNativeQuery(
            "select id, account_id, team_id, lower(valid) as since, version from executive_sponsor where id = :id for no key update",
            Held.class)
        .setParameter("id", id)
        .uniqueResultOptional();
  }

  /** What would end before it began is taken back. */
  void end(int id, LocalDate until) {
    DatedRows.end(session, "executive_sponsor", id, until);
  }

  int meet(Held sponsor, LocalDate heldOn, String channel) {
    return session
        .createNativeQuery(
            """
            with made as (
              insert into executive_meeting (sponsor_id, account_id, team_id, held_on, channel)
              values (:sponsor, :account, :team, cast(:on as date), :channel)
              returning id)
            select id from made
            """,
            Id.class)
        .setParameter("sponsor", sponsor.id())
        .setParameter("account", sponsor.accountId())
        .setParameter("team", sponsor.teamId())
        .setParameter("on", heldOn)
        .setParameter("channel", channel)
        .getSingleResult()
        .id();
  }

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
