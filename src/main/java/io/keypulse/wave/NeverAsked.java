package io.keypulse.wave;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Collection;
import org.hibernate.Session;

/**
 * The door for the room that mails: whoever was drawn by a wave that ended before it wrote to them
 * was not asked, and rests from nothing. Joins the caller's transaction, and changes nothing when
 * repeated.
 */
@ApplicationScoped
public class NeverAsked {
  /** True of rows {@code f} of a frame that were asked as far as anybody knows. */
  static final String NOT_THEY =
      "not exists (select from never_asked n where n.wave_id = f.wave_id and n.contact_id = f.contact_id)";

  @Inject Session session;

  public void remember(int waveId, Collection<Integer> contactIds) {
    session
        .createNativeMutationQuery(
            """
            insert into never_asked (wave_id, contact_id)
            select :wave, c from unnest(cast(:contacts as int[])) as c order by c
            on conflict (wave_id, contact_id) do nothing
            """)
        .setParameter("wave", waveId)
        .setParameter("contacts", contactIds.toArray(Integer[]::new))
        .executeUpdate();
  }
}
