package io.keypulse.analysis;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.List;
import org.hibernate.Session;

/** Whom waves drew and did not ask. */
@ApplicationScoped
class Withholdings {
  @Inject Session session;

  /**
   * Drawn people of a wave who are alike.
   *
   * @param said of them all, the last time that an earlier wave of the program, which was not
   *     confidential, heard of them
   */
  record Alike(int waveId, String stratum, String said, int drawn, int withheld) {}

  List<Alike> of(Collection<Integer> waveIds) {
    return session
        .createNativeQuery(
            """
            select f.wave_id, f.stratum, coalesce(l.said, 'NOTHING') as said, cast(count(*) as int) as drawn,
              cast(count(f.blocked) as int) as withheld
            from frame_entry f join wave w on w.id = f.wave_id
            left join lateral (
              select case when a.overall < 3 then 'DISSATISFIED' else 'OTHERWISE' end as said
              from wave v join answer a on a.wave_id = v.id and a.contact_id = f.contact_id
              where v.program_id = w.program_id and v.opened_at < w.opened_at and v.confidentiality = 'NAMED'
              order by v.opened_at desc limit 1) l on true
            where f.wave_id = any (cast(:waves as int[])) and f.drawn
            group by f.wave_id, f.stratum, said order by f.wave_id, f.stratum collate "C", said
            """,
            Alike.class)
        .setParameter("waves", waveIds.toArray(Integer[]::new))
        .getResultList();
  }
}
