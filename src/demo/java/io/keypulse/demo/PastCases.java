package io.keypulse.demo;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import org.hibernate.Session;

/**
 * What the sample company did about the complaints of its past waves: acknowledged, spoken about
 * and resolved in business hours, before each was due. Of ten customers five say afterwards that it
 * is mended, one of them at the second attempt; one says that it is not, and then nothing more;
 * three keep silent, and one has no opinion. One case in nine was forgotten, and still waits.
 */
@ApplicationScoped
class PastCases {
  private static final String THESE =
      """
      f.wave_id in (select w.id from wave w where w.program_id = :program) and f.opened_at < :before
        and f.id % 9 <> 0 and f.owner_id is not null
      """;

  /** By what customers complain about. */
  private static final String WORDS =
      """
      (values
        ('DELIVERY', 'DELIVERED_LATE', 'Deliveries came a week late and nobody called. They want dates that hold.',
          'Confirm each date two days before; a second carrier for this plant.'),
        ('PRICE', 'PRICE_NOT_EXPLAINED', 'The increase came without reasons, and they have another offer.',
          'Explain the offer line by line, and agree on prices for twelve months.'),
        ('PRODUCT_QUALITY', 'BELOW_SPECIFICATION', 'Parts of one batch failed early.',
          'Exchange the batch, and send the report about its fault.'),
        ('SERVICE_AND_SUPPORT', 'ANSWERED_LATE', 'Their questions wait for days.',
          'Name one technician who answers within a day.'),
        ('COMMUNICATION', 'LOST_BETWEEN_FUNCTIONS', 'Nobody told them that their contact had changed.',
          'Introduce the new contact in person.'),
        ('SALES_WORK', 'PROMISE_NOT_BACKED', 'What they were promised stands in no contract.',
          'Put in writing what was promised, and by when.'),
        ('CULTURE_AND_RELATIONSHIP', 'LOST_BETWEEN_FUNCTIONS', 'They feel that they are one of many.',
          'A visit of the executive sponsor every half year.'),
        ('BRAND', 'MARKET', 'Their own customers ask for another make.',
          'References and results of tests for their sales people.'),
        ('NOTHING', 'CUSTOMER_NEEDS', 'Several small things, and nothing in particular.',
          'Go through the open points with them every month.')) as said (aspect, cause, talk, action)
      """;

  /** In business hours, which end when it is due. */
  private static final String BEFORE_IT_IS_DUE =
      """
      cross join lateral (select greatest(%2$s, date_trunc('day', %3$s, 'UTC') + interval '9 hours') as began_%1$s) as %1$s_day
      cross join lateral (select date_trunc('minute',
        began_%1$s + (%3$s - began_%1$s) * (0.2 + f.id %% 7 * 0.1)) as at) as %1$s
      """;

  private static final String WORKED =
      "update follow_up c set state = 'RESOLVED_UNPROVEN', acknowledged_at = taken.at, acknowledged_by = c.owner_id,"
          + " contacted_at = spoken.at, cause_id = cause.id, resolved_at = mended.at, resolved_by = c.owner_id,"
          + " turn_id = null, due_at = null, next_climb_at = null from follow_up f "
          + BEFORE_IT_IS_DUE.formatted("taken", "f.opened_at", "f.acknowledge_due")
          + BEFORE_IT_IS_DUE.formatted("spoken", "taken.at", "f.contact_due")
          + BEFORE_IT_IS_DUE.formatted(
              "mended", "spoken.at", "(f.resolve_due - f.id % 2 * interval '7 days')")
          + " join "
          + WORDS
          + " on said.aspect = coalesce(f.aspect, 'NOTHING') join follow_up_cause cause on cause.code = said.cause"
          + " where c.id = f.id and "
          + THESE;

  private static final String SEEN =
      """
      update follow_up_step s set acknowledged_at = f.acknowledged_at from follow_up f
      where f.id = s.follow_up_id and s.acting_id = f.owner_id and
      """
          + THESE;

  private static final String NOT_REACHED =
      """
      insert into follow_up_contact (follow_up_id, account_id, team_id, at, means, reached, summary, recorded_at, recorded_by)
      select f.id, f.account_id, f.team_id, f.acknowledged_at, 'TELEPHONE', false, 'In a meeting; asked to be called again.',
        f.acknowledged_at, f.owner_id
      from follow_up f where f.id % 4 = 1 and
      """
          + THESE;

  private static final String SPOKEN =
      """
      insert into follow_up_contact (follow_up_id, account_id, team_id, at, means, reached, summary, recorded_at, recorded_by)
      select f.id, f.account_id, f.team_id, f.contacted_at, (array['TELEPHONE', 'VIDEO', 'MEETING'])[1 + f.id % 3], true,
        said.talk, f.contacted_at, f.owner_id
      from follow_up f join
      """
          + WORDS
          + " on said.aspect = coalesce(f.aspect, 'NOTHING') where "
          + THESE;

  private static final String DONE =
      """
      insert into follow_up_action (follow_up_id, account_id, team_id, what, owner_id, due_on, done_at, round, done_round,
        recorded_at, recorded_by)
      select f.id, f.account_id, f.team_id, said.action, f.owner_id, cast(f.resolve_due at time zone 'UTC' as date),
        f.resolved_at, 1, 1, f.contacted_at, f.owner_id
      from follow_up f join
      """
          + WORDS
          + " on said.aspect = coalesce(f.aspect, 'NOTHING') where "
          + THESE;

  private static final String ASKED =
      """
      insert into follow_up_proof (follow_up_id, account_id, team_id, contact_id, round, aspect, key, token_hash, asked_at,
        expires_at, answered_at, answer, outcome)
      select f.id, f.account_id, f.team_id, f.contact_id, f.round, f.aspect, cast(md5('asked' || f.id || ' ' || f.round) as uuid),
        sha256(convert_to('asked' || f.id || ' ' || f.round, 'UTF8')), f.resolved_at, f.resolved_at + interval '14 days',
        case when answer is not null then f.resolved_at + make_interval(hours => cast(20 + f.id * 7 % 90 as int)) end, answer,
        case when answer > 3 then 'RECOVERED' when answer < 3 then 'NOT_RECOVERED' else 'UNPROVEN' end
      from follow_up f cross join lateral (select
        case when f.round = 2 then case when f.id % 10 = 4 then 4 end
          when f.id % 10 < 4 then 4 + f.id / 10 % 2
          when f.id % 10 < 6 then 1 + f.id / 10 % 2
          when f.id % 10 = 9 then 3 end as answer) as word
      where f.round = :round and
      """
          + THESE;

  /** Day %s after the customer said that it is not mended, or the Monday after. */
  private static final String WORKING_DAY =
      """
      (select (d + case extract(isodow from d) when 6 then 2 when 7 then 1 else 0 end * interval '1 day') at time zone 'UTC'
       from (select date_trunc('day', p.answered_at at time zone 'UTC') + interval '%s days' as d) as day)
      """;

  private static final String AGAIN =
      """
      with again as (
        select f.*, p.answered_at, l.manager_id as above, %s as tomorrow, %s as talk, %s as mended
        from follow_up f
        join follow_up_proof p on p.follow_up_id = f.id and p.outcome = 'NOT_RECOVERED'
        left join reporting_line l on l.employee_id = f.owner_id
          and l.valid @> cast(p.answered_at at time zone 'UTC' as date)
        where %s),
      given as (
        insert into follow_up_step (follow_up_id, account_id, team_id, kind, round, task, level, employee_id, acting_id, at, due_at,
          acknowledged_at)
        select id, account_id, team_id, 'RESPONSIBLE', 2, 'RECOVER', 0, owner_id, owner_id, answered_at,
          tomorrow + interval '17 hours', tomorrow + interval '10 hours' from again),
      climbed as (
        insert into follow_up_step (follow_up_id, account_id, team_id, kind, round, task, level, employee_id, acting_id, past_id, at,
          due_at)
        select id, account_id, team_id, 'LINE', 2, 'RECOVER', 1, above, above, owner_id, answered_at,
          tomorrow + interval '17 hours' from again where above is not null),
      spoken as (
        insert into follow_up_contact (follow_up_id, account_id, team_id, at, means, reached, summary, recorded_at, recorded_by)
        select id, account_id, team_id, talk + interval '11 hours', 'MEETING', true,
          'It is better, but it does not hold yet. They want to see it for some weeks.', talk + interval '12 hours', owner_id
        from again),
      done as (
        insert into follow_up_action (follow_up_id, account_id, team_id, what, owner_id, due_on, done_at, round, done_round,
          recorded_at, recorded_by)
        select id, account_id, team_id, 'Look at it together every week until nothing is left.', owner_id, cast(mended at time zone 'UTC' as date),
          mended + interval '14 hours', 2, 2, talk + interval '12 hours', owner_id
        from again)
      update follow_up c set round = 2, resolved_at = mended + interval '15 hours',
        acknowledge_due = tomorrow + interval '17 hours', contact_due = talk + interval '17 hours',
        resolve_due = mended + interval '17 hours'
      from again where c.id = again.id
      """
          .formatted(
              WORKING_DAY.formatted(1), WORKING_DAY.formatted(2), WORKING_DAY.formatted(9), THESE);

  private static final String CLOSED =
      """
      update follow_up f set state = case p.outcome when 'RECOVERED' then 'RECOVERED' else 'UNPROVEN' end,
        closed_at = coalesce(p.answered_at, p.expires_at)
      from follow_up_proof p where p.follow_up_id = f.id and p.round = f.round and
      """
          + THESE;

  private static final String MAILED =
      """
      insert into follow_up_mail (follow_up_id, account_id, team_id, proof_id, key, state, due_at, attempts, sent_at)
      select p.follow_up_id, p.account_id, p.team_id, p.id, cast(md5('mailed' || p.follow_up_id || ' ' || p.round) as uuid), 'SENT',
        p.asked_at, 1, p.asked_at
      from follow_up_proof p join follow_up f on f.id = p.follow_up_id where
      """
          + THESE;

  private static final String NO_LONGER_DUE =
      """
      update follow_up_mail m set state = 'SKIPPED', reason = 'PAST' from follow_up f
      where f.id = m.follow_up_id and m.state = 'DUE' and
      """
          + THESE;

  private static final String MAY_BE_ASKED_ANEW =
      """
      update contact_hold h set ended_at = f.closed_at from follow_up f
      where h.case_key = 'follow-up ' || f.id and h.ended_at is null and
      """
          + THESE;

  @Inject Session session;

  /** Of this program's waves, those opened before that moment. */
  void work(int programId, Instant before) {
    QuarkusTransaction.requiringNew()
        .run(
            () ->
                List.of(
                        WORKED,
                        SEEN,
                        NOT_REACHED,
                        SPOKEN,
                        DONE,
                        ASKED.replace(":round", "1"),
                        AGAIN,
                        ASKED.replace(":round", "2"),
                        CLOSED,
                        MAILED,
                        NO_LONGER_DUE,
                        MAY_BE_ASKED_ANEW)
                    .forEach(
                        statement ->
                            session
                                .createNativeMutationQuery(statement)
                                .setParameter("program", programId)
                                .setParameter("before", before)
                                .executeUpdate()));
  }
}
