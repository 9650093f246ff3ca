package io.keypulse.followup;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/** What mails about cases tell, and why some must not go out. */
@ApplicationScoped
class MailContents {
  /** Why a mail must not go out that has nothing to tell any more. */
  static final String OUTDATED = "OUTDATED";

  /**
   * Of mail {@code m}, which tells the owner of more: what the newest that they were sent told of
   * the answer {@code n} is what this one would tell.
   */
  private static final String NOTHING_NEW =
      """
      f.rule_ids <> '{}' and exists (
        select from (
          select b.told from follow_up_mail b join follow_up_step t on t.id = b.step_id
          where b.follow_up_id = f.id and b.former_id is null and not b.over and b.state = 'SENT' and t.acting_id = s.acting_id
          order by b.id desc limit 1) b
        left join answer_version v on v.invitation_id = n.invitation_id and v.number = b.told
        where b.told = n.version or v.call_wish = n.call_wish
          and (w.confidentiality <> 'NAMED' or v.why is not distinct from n.why) and %s is not distinct from f.aspect)
      """
          .formatted(FollowUpRules.WORST_ASPECT.replace("n.ratings", "v.ratings"));

  @Inject Session session;

  /**
   * What a mail is about.
   *
   * @param stepKind absent for a question to the customer, and for an action
   * @param action what somebody has to do, where the mail is about that
   * @param late whether the day of the action has passed
   * @param moved whether it has another day
   * @param news whether its customer has said more since the owner was told
   * @param former whether it goes to whoever had the case before
   * @param over whether it is closed because what it was about is deleted
   * @param version of the answer
   * @param holder who has it now
   * @param insteadOf for whom its reader acts; absent where that is themselves
   * @param backOn the first day on which that one is here again; absent where they are here
   * @param archived whether the account is by now
   * @param gone whether its person is not at the account any more
   * @param worked whether something was done about it since the customer said so last
   * @param notMended what its customer said last when they were asked whether it is mended and it
   *     was not; absent where they never said so
   * @param complaint whether there is a cause to be found
   * @param corrected whether nothing in the answer opens a case any more
   * @param silent whether it was opened because nothing was answered
   * @param verdict whether the verdict on the account turned unhealthy
   * @param readersLanguage of the colleague it goes to; absent where it is not known
   * @param hindrance why it must not go out; absent where nothing is in the way
   */
  record Content(
      long followUpId,
      long invitationId,
      int programId,
      int questionnaireId,
      int teamId,
      @Nullable String stepKind,
      @Nullable String task,
      boolean news,
      boolean former,
      boolean over,
      @Nullable Integer version,
      @Nullable String holder,
      boolean worked,
      int round,
      @Nullable Instant dueAt,
      @Nullable String action,
      @Nullable LocalDate actionDue,
      boolean late,
      boolean moved,
      @Nullable String person,
      @Nullable String past,
      @Nullable String insteadOf,
      @Nullable LocalDate backOn,
      boolean archived,
      boolean gone,
      String account,
      String contact,
      String contactRole,
      String language,
      @Nullable String readersLanguage,
      String email,
      @Nullable String aspect,
      @Nullable Integer overall,
      @Nullable String why,
      boolean callWish,
      boolean answered,
      @Nullable Integer notMended,
      boolean complaint,
      boolean corrected,
      boolean silent,
      boolean verdict,
      @Nullable UUID proofKey,
      UUID invitationKey,
      String timeZone,
      @Nullable String hindrance) {}

  /**
   * As things are now: addresses, objections and absences count at the moment of sending, and a
   * case that has moved on before anybody was told is told to nobody but its new owner. Whether it
   * is mended is asked nowhere but where the survey went: who changes an address must not be asked
   * in its person's place.
   */
  Content of(long mailId, Instant now) {
    return session
        .createNativeQuery(
            """
            select f.id as follow_up_id, f.invitation_id, w.program_id, w.questionnaire_id, f.team_id, s.kind as step_kind, s.task,
              m.news, m.former_id is not null as former, m.over, n.version, holder.name as holder, exists (
                select from follow_up_action d where d.follow_up_id = f.id and d.done_round = p.round) as worked,
              coalesce(s.round, p.round, o.round) as round, case when m.former_id is null and not m.news and not m.over then s.due_at end as due_at,
              o.what as action, o.due_on as action_due, m.late, m.moves > 0 as moved,
              e.name as person, past.name as past, instead.name as instead_of, (
                select upper(b.valid) from (
                  select unnest(range_agg(v.valid)) as valid from employee_absence v where v.employee_id = instead.id) b
                where b.valid @> cast(cast(:now as timestamptz) at time zone 'UTC' as date)) as back_on,
              a.archived_at is not null as archived,
              c.account_id is distinct from f.account_id or coalesce(c.left_on <= today(), false) as gone,
              a.name as account, c.name as contact, c.role as contact_role,
              c.language, e.language as readers_language, coalesce(case when p.id is not null then c.email else e.email end, '') as email, f.aspect,
              case when w.confidentiality = 'NAMED' then cast(n.overall as int) end as overall,
              case when w.confidentiality = 'NAMED' then n.why end as why, coalesce(n.call_wish, false) as call_wish,
              n.invitation_id is not null as answered, cast(said.answer as int) as not_mended, %s as complaint, f.rule_ids = '{}' as corrected,
              exists (select from follow_up_rule r where r.id = any (f.rule_ids) and r.sign = 'SILENCE') as silent,
              exists (select from follow_up_rule r where r.id = any (f.rule_ids) and r.sign = 'VERDICT') as verdict, p.key as proof_key,
              i.key as invitation_key, h.time_zone,
              case when o.id is not null then
                  case when o.done_at is not null or o.hand > m.hand or m.late and o.moves > m.moves or f.closed_at is not null
                    then 'OUTDATED' when not e.active then 'LEFT'
                    when not exists (select from viewer_team v where v.viewer_id = e.id and v.team_id = f.team_id)
                      then 'NOT_SERVING' end
                when s.id is not null then
                  case when (f.closed_at is not null) <> m.over then 'OUTDATED' when not e.active then 'LEFT'
                    when m.over then
                      case when not exists (select from viewer_team v where v.viewer_id = e.id and v.team_id = f.team_id)
                          and not (s.kind = 'SPONSOR' and exists (select from executive_sponsor x
                            where x.account_id = f.account_id and x.employee_id = e.id and x.valid @> today()))
                        then 'NOT_SERVING' end
                    when m.news and %s then 'OUTDATED'
                    when m.former_id is not null then
                      case when f.owner_id is null or f.owner_id = m.former_id then 'OUTDATED'
                        when not exists (select from follow_up_mail b join follow_up_step t on t.id = b.step_id
                          where b.follow_up_id = f.id and b.former_id is null and b.attempts > 0 and t.acting_id = m.former_id)
                          then 'NEVER_TOLD' end
                    when s.kind in ('RESPONSIBLE', 'ASSIGNED') and s.acting_id is distinct from f.owner_id then 'OUTDATED' end
                when c.account_id <> f.account_id or c.left_on <= today() then 'LEFT'
                when a.archived_at is not null then 'ARCHIVED'
                when exists (select from hold_in_force h where h.contact_id = c.id and h.kind = 'MANUAL') then 'MANUAL_HOLD'
                when c.email is null or c.erased_at is not null then 'NO_ADDRESS'
                when c.email is distinct from coalesce((select coalesce(l.readdressed_to, i.email) from mail l
                  where l.wave_id = f.wave_id and l.contact_id = f.contact_id and l.attempts > 0
                  order by l.id desc limit 1), i.email) then 'ADDRESS_CHANGED'
                when p.outcome is not null or p.expires_at <= :now then 'OUTDATED'
                when exists (select from refused_address r where r.email = c.email) then 'ADDRESS_REFUSED'
                when exists (select from objection_in_force o where o.email = c.email
                  and (o.program_id is null or o.program_id = w.program_id)) then 'OBJECTED'
                when exists (select from snooze_in_force z where z.email = c.email
                  and (z.program_id is null or z.program_id = w.program_id)
                  and z.snoozed_until > cast(cast(:now as timestamptz) as date)) then 'SNOOZED' end as hindrance
            from follow_up_mail m
            join follow_up f on f.id = m.follow_up_id
            join account a on a.id = f.account_id
            join contact c on c.id = f.contact_id
            join wave w on w.id = f.wave_id
            join invitation i on i.id = f.invitation_id
            cross join lateral (select b.time_zone from business_hours b where b.country in (a.country, 'ZZ')
              order by b.country = 'ZZ' limit 1) h
            left join answer n on n.invitation_id = f.invitation_id
            left join follow_up_step s on s.id = m.step_id
            left join follow_up_action o on o.id = m.action_id
            left join employee e on e.id = coalesce(m.former_id, s.acting_id, o.owner_id)
            left join employee holder on holder.id = f.owner_id
            left join employee instead on instead.id = s.employee_id and s.acting_id <> s.employee_id
              and m.former_id is null and not m.over
            left join employee past on past.id = s.past_id
            left join follow_up_proof p on p.id = m.proof_id
            left join lateral (select q.answer from follow_up_proof q
              where q.follow_up_id = f.id and q.outcome = 'NOT_RECOVERED' and q.round < coalesce(s.round, p.round, o.round)
              order by q.round desc limit 1) said on true
            where m.id = :id
            """
                .formatted(FollowUps.COMPLAINT, NOTHING_NEW),
            Content.class)
        .setParameter("id", mailId)
        .setParameter("now", now)
        .getSingleResult();
  }
}
