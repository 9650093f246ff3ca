package io.keypulse.invitation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/** What waves meant for single people, as the viewer's side of the wall shows it. */
@ApplicationScoped
class ContactWaves {
  @Inject Session session;

  /**
   * @param mailId of the mail that invites; null, as all that follows, where there is none
   */
  record Entry(
      int contactId,
      int waveId,
      @Nullable String exclusion,
      boolean drawn,
      @Nullable String blocked,
      @Nullable Long holdId,
      @Nullable Long mailId,
      @Nullable String state,
      @Nullable String reason,
      @Nullable Instant dueAt,
      @Nullable Instant sentAt,
      @Nullable Integer attempts) {}

  /**
   * The latest waves that looked at each of these people, newest first; of confidential ones
   * nothing that tells who answered.
   */
  List<Entry> of(Collection<Integer> contactIds, int most) {
    return session
        .createNativeQuery(
            """
            select e.contact_id, e.wave_id, e.exclusion, e.drawn, e.blocked, e.hold_id, m.id as mail_id, m.state, case when e.confidentiality = 'NAMED'
              or m.reason not in ('ANSWERED', 'INTERVIEWED') then m.reason end as reason, m.due_at, m.sent_at, m.attempts
            from unnest(cast(:contacts as int[])) as asked (id)
            cross join lateral (
              select f.contact_id, f.wave_id, f.exclusion, f.drawn, case when f.drawn then f.blocked end as blocked,
                case when f.drawn then f.hold_id end as hold_id,
                w.confidentiality
              from wave w join frame_entry f on f.wave_id = w.id and f.contact_id = asked.id
              order by w.id desc limit :most) e
            left join invitation i on i.wave_id = e.wave_id and i.contact_id = e.contact_id
            left join mail m on m.invitation_id = i.id and m.kind = 'INVITATION'
            order by e.contact_id, e.wave_id desc
            """,
            Entry.class)
        .setParameter("contacts", contactIds.toArray(Integer[]::new))
        .setParameter("most", most)
        .getResultList();
  }
}
