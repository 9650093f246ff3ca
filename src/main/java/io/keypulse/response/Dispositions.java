package io.keypulse.response;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.List;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/** What became of those who were drawn, as the viewer's side of the wall shows it. */
@ApplicationScoped
class Dispositions {
  @Inject Session session;

  record Count(int waveId, String disposition, @Nullable String mode, int number) {}

  record Progress(
      int waveId, int drawn, int sent, int called, int answeredByMail, int answeredByPhone) {}

  List<Count> counts(Collection<Integer> waveIds) {
    return session
        .createNativeQuery(
            """
            select wave_id, disposition, mode, cast(count(*) as int) as number from disposition
            where wave_id = any (cast(:waves as int[])) group by wave_id, disposition, mode
            """,
            Count.class)
        .setParameter("waves", waveIds.toArray(Integer[]::new))
        .getResultList();
  }

  List<Progress> progress(Collection<Integer> waveIds) {
    return session
        .createNativeQuery(
            """
            select w.id as wave_id,
              (select cast(count(*) as int) from frame_entry f where f.wave_id = w.id and f.drawn) as drawn,
              (select cast(count(distinct i.contact_id) as int) from asked i where i.wave_id = w.id and i.state = 'SENT') as sent,
              (select cast(count(distinct p.contact_id) as int) from phone_attempt p where p.wave_id = w.id) as called,
              (select cast(count(*) as int) from answer n where n.wave_id = w.id and n.mode = 'EMAIL') as by_mail,
              (select cast(count(*) as int) from answer n where n.wave_id = w.id and n.mode = 'PHONE') as by_phone
            from wave w where w.id = any (cast(:waves as int[]))
            """,
            Progress.class)
        .setParameter("waves", waveIds.toArray(Integer[]::new))
        .getResultList();
  }

  /** Rings for every open wave that has come further since it last rang; how many did. */
  int ringForProgress() {
    return session
        .createNativeQuery(
            """
            with stands as (
              select w.id,
                (select cast(count(distinct i.contact_id) as int) from asked i where i.wave_id = w.id and i.state = 'SENT') as sent,
                (select cast(count(*) as int) from phone_attempt p where p.wave_id = w.id) as called,
                (select cast(count(*) as int) from answer n where n.wave_id = w.id) as answered
              from wave w where w.state = 'OPEN'),
            told as (
              insert into wave_pulse (wave_id, sent, called, answered) select * from stands
              on conflict (wave_id) do update
                set sent = excluded.sent, called = excluded.called, answered = excluded.answered
                where (wave_pulse.sent, wave_pulse.called, wave_pulse.answered)
                  is distinct from (excluded.sent, excluded.called, excluded.answered)
              returning wave_id)
            select cast(pg_notify('keypulse_wave', cast(wave_id as text)) as text) from told
            """,
            String.class)
        .getResultList()
        .size();
  }
}
