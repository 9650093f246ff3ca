package io.keypulse.invitation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/** Waves of which nothing leaves until a person has looked. */
@ApplicationScoped
class DeliveryStops {
  @Inject Session session;

  private record Stopped(int waveId) {}

  /** False when it was stopped before. */
  boolean stop(int waveId, String reason, Instant now) {
    return session
            .createNativeMutationQuery(
                """
                insert into delivery_stop (wave_id, stopped_at, reason) values (:wave, :now, :reason)
                on conflict (wave_id) where resumed_at is null do nothing
                """)
            .setParameter("wave", waveId)
            .setParameter("now", now)
            .setParameter("reason", reason)
            .executeUpdate()
        == 1;
  }

  /** Waves that are not over and stopped. */
  List<Integer> open() {
    return session
        .createNativeQuery(
            """
            select s.wave_id from delivery_stop s join wave w on w.id = s.wave_id and w.state <> 'CLOSED'
            where s.resumed_at is null order by s.wave_id
            """,
            Stopped.class)
        .getResultList()
        .stream()
        .map(Stopped::waveId)
        .toList();
  }

  /** False when nothing was stopped. */
  boolean resume(int waveId, @Nullable Integer employeeId, @Nullable String reason, Instant now) {
    return session
            .createNativeMutationQuery(
                """
                update delivery_stop set resumed_at = :now, resumed_by = cast(:by as int), resume_reason = cast(:reason as text)
                where wave_id = :wave and resumed_at is null
                """)
            .setParameter("wave", waveId)
            .setParameter("by", employeeId, Integer.class)
            .setParameter("reason", reason, String.class)
            .setParameter("now", now)
            .executeUpdate()
        == 1;
  }
}
