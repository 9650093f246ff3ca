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

  record Entry(
      int contactId,
      int waveId,
      @Nullable String exclusion,
      boolean drawn,
      @Nullable String blocked) {}

  record Sent(
      int contactId,
      int waveId,
      String kind,
      int number,
      String state,
      @Nullable String reason,
      Instant dueAt,
      @Nullable Instant sentAt,
      int attempts) {}

  /** The latest waves that looked at each of these people, newest first. */
  List<Entry> of(Collection<Integer> contactIds, int most) {
    return session
        .createNativeQuery(
            """
            select e.* from unnest(cast(:contacts as int[])) as asked (id)
            cross join lateral (
              select f.contact_id, f.wave_id, f.exclusion, f.drawn, case when f.drawn then f.blocked end as blocked
              from wave w join frame_entry f on f.wave_id = w.id and f.contact_id = asked.id
              order by w.id desc limit :most) e
            order by e.contact_id, e.wave_id desc
            """,
            Entry.class)
        .setParameter("contacts", contactIds.toArray(Integer[]::new))
        .setParameter("most", most)
        .getResultList();
  }

  /** Their mails of these waves; of confidential ones none that tells who answered. */
  List<Sent> mails(Collection<Integer> contactIds, Collection<Integer> waveIds) {
    return session
        .createNativeQuery(
            """
            select m.contact_id, m.wave_id, m.kind, m.number, m.state, case when w.confidentiality = 'NAMED'
              or m.reason not in ('ANSWERED', 'INTERVIEWED') then m.reason end as reason, m.due_at, m.sent_at, m.attempts
            from invitation i join wave w on w.id = i.wave_id join mail m on m.invitation_id = i.id
            where i.contact_id = any (cast(:contacts as int[])) and i.wave_id = any (cast(:waves as int[]))
              and (w.confidentiality = 'NAMED' or m.kind = 'INVITATION')
            order by m.id
            """,
            Sent.class)
        .setParameter("contacts", contactIds.toArray(Integer[]::new))
        .setParameter("waves", waveIds.toArray(Integer[]::new))
        .getResultList();
  }
}
