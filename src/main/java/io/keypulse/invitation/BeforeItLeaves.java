package io.keypulse.invitation;

/**
 * What is looked at when a mail (m) is claimed, and again when it starts, for it may have waited
 * long for a slow server meanwhile: one judgement for both.
 */
final class BeforeItLeaves {
  /**
   * Of its invitation (i) to somebody (c) at an account (b) in a wave (w), to an address (a). To be
   * given the moment, the day and the languages that we write.
   */
  static final String JUDGED =
      """
      cross join (select cast(%s as timestamptz) as now, cast(%s as date) as today, cast(%s as text[]) as worded) given
      join invitation i on i.id = m.invitation_id
      join account b on b.id = i.account_id
      join wave w on w.id = m.wave_id
      join contact c on c.id = m.contact_id
      cross join lateral (select case when m.doubted then coalesce(m.readdressed_to, i.email)
        else coalesce(c.email, i.email) end as email) a
      """;

  static final String LANGUAGE =
      "case when m.doubted or c.language = i.language then i.language else %s end"
          .formatted(AskedIn.LANGUAGE.replace(":worded", "given.worded"));

  /**
   * Why it must not be sent any more, or not now; null where nothing is in the way. What may be in
   * the way of an address that is a new one is the claim's to find.
   */
  static final String OBSTACLE =
      """
      case
        when w.state = 'CLOSED' or w.closes_at <= given.now then 'WAVE_CLOSED'
        when w.state <> 'OPEN'
          or exists (select from delivery_stop s where s.wave_id = w.id and s.resumed_at is null) then 'HELD'
        when m.kind = 'REMINDER' and i.answered_at is not null then 'ANSWERED'
        when m.kind = 'REMINDER' and i.reminders_stopped_at is not null then 'REMINDERS_STOPPED'
        when c.left_on <= given.today or c.account_id <> i.account_id then 'LEFT'
        when b.archived_at is not null then 'ARCHIVED'
        when exists (select from hold_in_force h where h.contact_id = i.contact_id and h.kind = 'MANUAL') then 'MANUAL_HOLD'
        when exists (select from refused_address r where r.email = a.email) then 'ADDRESS_REFUSED'
        when exists (select from objection_in_force o where o.email in (i.email, a.email, c.email)
          and (o.program_id is null or o.program_id = w.program_id))
          or c.email is null and exists (
            select from objection_in_force o where o.email is null and o.contact_id = c.id
              and (o.program_id is null or o.program_id = w.program_id)) then 'OBJECTED'
        when exists (select from snooze_in_force s where s.email in (i.email, a.email, c.email)
          and (s.program_id is null or s.program_id = w.program_id)
          and s.snoozed_until > given.today) then 'SNOOZED'
        when c.email is null then 'NO_ADDRESS'
      end
      """;

  private BeforeItLeaves() {}
}
