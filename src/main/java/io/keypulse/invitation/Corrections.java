package io.keypulse.invitation;

import io.keypulse.platform.AsSystem;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.hibernate.Session;
import org.jboss.logging.Logger;

/**
 * Invitations that did not arrive for their address leave once more when their person has another
 * one, or when somebody knows that it works after all, while there is time to answer.
 */
@ApplicationScoped
class Corrections {
  private static final Logger LOG = Logger.getLogger(Corrections.class);
  private static final int AT_ONCE = 1_000;

  @Inject Session session;
  @Inject Lanes lanes;
  @Inject SendHours hours;
  @Inject InstantSource clock;

  private record Corrected(
      long mailId,
      String domain,
      boolean sameAddress,
      int programId,
      int accountId,
      String timeZone) {}

  @Scheduled(every = "{keypulse.dispatch.reminder-tick}", identity = "corrections")
  @AsSystem
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  void tick() {
    Instant now = clock.instant();
    List<Corrected> corrected = corrected(now);
    if (corrected.isEmpty()) {
      return;
    }
    List<Instant> due =
        hours.next(
            corrected.stream()
                .map(one -> new SendHours.Reader(one.programId(), one.accountId(), one.timeZone()))
                .toList(),
            now);
    sendAgain(corrected, due);
    lanes.open(corrected.stream().map(Corrected::domain).toList(), now);
    LOG.infof(
        "%d invitations leave again, to addresses that were corrected or work after all",
        corrected.size());
  }

  /**
   * Nobody for whom it may have arrived: an address that is refused took nothing, and what was
   * skipped did not leave. To the same address it leaves again once, however often that is declared
   * reachable.
   */
  private List<Corrected> corrected(Instant now) {
    return session
        .createNativeQuery(
            """
            select m.id as mail_id, split_part(c.email, '@', 2) as domain, c.email = went.email as same_address,
              w.program_id, i.account_id, i.time_zone
            from wave w
            join mail m on m.wave_id = w.id and m.kind = 'INVITATION' and not m.doubted
              and (m.state in ('BOUNCED', 'FAILED') or m.state = 'SKIPPED'
                and m.reason in ('ADDRESS_REFUSED', 'NO_ADDRESS', 'SHARED_ADDRESS', 'OWN_DOMAIN'))
            join invitation i on i.id = m.invitation_id and i.answered_at is null
            join contact c on c.id = i.contact_id and c.email is not null
            cross join lateral (select coalesce(m.readdressed_to, i.email) as email) went
            cross join lateral (select exists (select from permission_entry p
              where p.email = went.email and p.kind = 'REACHABLE' and p.said_at >= m.due_at) as reachable) declared
            where w.state = 'OPEN' and w.closes_at > :now and 'EMAIL' = any (w.channels)
              and case when c.email = went.email
                then declared.reachable and not m.sent_again and (m.state <> 'SKIPPED' or m.reason = 'ADDRESS_REFUSED')
                else m.state = 'SKIPPED' or declared.reachable
                  or exists (select from refused_address r where r.email = went.email) end
              and not exists (select from refused_address r where r.email = c.email)
            order by m.id limit :most for update of m skip locked
            """,
            Corrected.class)
        .setParameter("now", now)
        .setParameter("most", AT_ONCE)
        .getResultList();
  }

  private void sendAgain(List<Corrected> corrected, List<Instant> due) {
    session
        .createNativeMutationQuery(
            """
            update mail m set state = 'DUE', fence = fence + 1, sent_at = null, reason = null, due_at = d.due_at,
              domain = d.domain, sent_again = d.same
            from unnest(cast(:ids as bigint[]), cast(:domains as text[]), cast(:sames as boolean[]),
              cast(:dues as timestamptz[])) as d (id, domain, same, due_at)
            where m.id = d.id
            """)
        .setParameter("ids", Mails.each(corrected, Corrected::mailId, Long[]::new))
        .setParameter("domains", Mails.each(corrected, Corrected::domain, String[]::new))
        .setParameter("sames", Mails.each(corrected, Corrected::sameAddress, Boolean[]::new))
        .setParameter("dues", due.toArray(Instant[]::new))
        .executeUpdate();
  }
}
