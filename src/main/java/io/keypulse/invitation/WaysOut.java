package io.keypulse.invitation;

import io.keypulse.account.DoNotAsk;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.IsoFields;
import java.util.List;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/** What people who were asked want no more of, as the ledger has it. */
@ApplicationScoped
class WaysOut {
  @Inject Session session;

  @Inject Invitations invitations;
  @Inject WaitingMails mails;
  @Inject SentMails sent;
  @Inject DoNotAsk doNotAsk;

  private record Taken(boolean taken) {}

  /** What was wanted no more of is not sent either, where it has not left. */
  void take(WayOut way, Inviter.Invited who, DoNotAsk.Via via, Instant now) {
    switch (way) {
      case REMINDERS -> {
        invitations.stopReminders(who.invitationId(), now);
        mails.skip(who.invitationId(), "REMINDERS_STOPPED", true);
      }
      case QUARTER -> {
        doNotAsk.snoozed(who.contactId(), written(who), nextQuarter(now));
        mails.skip(who.invitationId(), "SNOOZED", false);
      }
      case PROGRAM -> object(who, who.programId(), via);
      case ALL -> object(who, null, via);
    }
  }

  private void object(Inviter.Invited who, @Nullable Integer programId, DoNotAsk.Via via) {
    doNotAsk.objected(who.contactId(), written(who), programId, via);
    mails.skip(who.invitationId(), "OBJECTED", false);
  }

  private List<String> written(Inviter.Invited who) {
    return sent.writtenTo(who.invitationId());
  }

  /** Whether it holds at this moment, whoever said it. */
  boolean isTaken(WayOut way, long invitationId, Instant now) {
    return session
        .createNativeQuery(
            """
            select case :way
              when 'REMINDERS' then i.reminders_stopped_at is not null
              when 'QUARTER' then exists (select from snooze_in_force s where s.snoozed_until >= :until and s.program_id is null
                and (s.email in (i.email, c.email) or s.email is null and s.contact_id = i.contact_id))
              else exists (select from objection_in_force o
                where (o.program_id is null or :way = 'PROGRAM' and o.program_id = w.program_id)
                  and (o.email in (i.email, c.email) or o.email is null and o.contact_id = i.contact_id))
              end as taken
            from invitation i join wave w on w.id = i.wave_id join contact c on c.id = i.contact_id
            where i.id = :invitation
            """,
            Taken.class)
        .setParameter("way", way.name())
        .setParameter("invitation", invitationId)
        .setParameter("until", nextQuarter(now))
        .getSingleResult()
        .taken();
  }

  static LocalDate nextQuarter(Instant now) {
    return LocalDate.ofInstant(now, ZoneOffset.UTC)
        .with(IsoFields.DAY_OF_QUARTER, 1)
        .plus(1, IsoFields.QUARTER_YEARS);
  }
}
