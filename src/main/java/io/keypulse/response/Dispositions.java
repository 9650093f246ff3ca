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

  private record Ring(String rung) {}

  /** Rings for every wave that has come further since somebody last rang; how many did. */
  int ringForProgress() {
    return session
        .createNativeQuery(
            """
            with heard as (
              delete from wave_stir where ctid in (select ctid from wave_stir for update skip locked) returning wave_id),
            stirred as (select distinct wave_id from heard)
            select cast(pg_notify('keypulse_wave', cast(wave_id as text)) as text) as rung from stirred
            """,
            Ring.class)
        .getResultList()
        .size();
  }
}
