package io.keypulse.team;

import io.keypulse.platform.DatedRows;
import io.keypulse.platform.Period;
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
  private static final String READ =
      """
      select s.id, s.account_id, s.employee_id, s.contact_id, lower(s.valid) as since,
        least(upper(s.valid), e.left_on) as until, s.meeting_every,
        (select max(m.held_on) from executive_meeting m
          where m.sponsor_id = s.id and m.held_on <= cast(:asOf as date)) as last_meeting,
        s.version, s.channel, s.source, s.recorded_at, s.recorded_by
      from executive_sponsor s join employee e on e.id = s.employee_id
      where s.account_id = any (cast(:accounts as int[]))""";

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
      @Nullable Integer recordedBy) {
    boolean holdsOn(LocalDate day) {
      return !day.isBefore(since) && (until == null || day.isBefore(until));
    }
  }

  /**
   * @param until by when it has ended, or whoever held it has left
   */
  record Held(
      int id, int accountId, int teamId, LocalDate since, @Nullable LocalDate until, int version) {}

  record Id(int id) {}

  /** Those who work here on that day. */
  List<Sponsor> of(Collection<Integer> accounts, LocalDate asOf) {
    return session
        .createNativeQuery(
            READ + " and s.valid @> cast(:asOf as date) and employed(e, cast(:asOf as date))",
            Sponsor.class)
        .setParameter("accounts", accounts.toArray(Integer[]::new))
        .setParameter("asOf", asOf)
        .getResultList();
  }

  /**
   * The latest first.
   *
   * @param during whenever where null
   */
  List<Sponsor> ever(Collection<Integer> accounts, @Nullable Period during, LocalDate today) {
    return session
        .createNativeQuery(
            READ
                + """
                 and s.valid * daterange(null, e.left_on) && daterange(cast(:from as date), cast(:to as date), '[]')
                order by s.account_id, lower(s.valid) desc
                """,
            Sponsor.class)
        .setParameter("accounts", accounts.toArray(Integer[]::new))
        .setParameter("asOf", today)
        .setParameter("from", during == null ? null : during.from(), LocalDate.class)
        .setParameter("to", during == null ? null : during.to(), LocalDate.class)
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
            """
            select s.id, s.account_id, s.team_id, lower(s.valid) as since, least(upper(s.valid), e.left_on) as until,
              s.version
            from executive_sponsor s join employee e on e.id = s.employee_id where s.id = :id for no key update of s
            """,
            Held.class)
        .setParameter("id", id)
        .uniqueResultOptional();
  }

  /** What would end before it began is taken back. */
  void end(int id, LocalDate until) {
    DatedRows.end(session, "executive_sponsor", id, until);
  }

  void update(
      int id,
      boolean namesContact,
      @Nullable Integer contact,
      @Nullable Integer meetingEvery,
      String channel) {
    session
        .createNativeMutationQuery(
            """
            update executive_sponsor s
            set contact_id = n.contact_id, meeting_every = n.meeting_every, channel = :channel
            from (
              select id, case when :namesContact then cast(:contact as int) else contact_id end as contact_id,
                coalesce(cast(:every as int), meeting_every) as meeting_every
              from executive_sponsor where id = :id) n
            where s.id = n.id and (s.contact_id, s.meeting_every) is distinct from (n.contact_id, n.meeting_every)
            """)
        .setParameter("id", id)
        .setParameter("namesContact", namesContact)
        .setParameter("contact", contact, Integer.class)
        .setParameter("every", meetingEvery, Integer.class)
        .setParameter("channel", channel)
        .executeUpdate();
  }
}
