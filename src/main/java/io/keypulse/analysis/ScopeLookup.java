package io.keypulse.analysis;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/** Finds the waves and teams that a scope is made of. */
@ApplicationScoped
class ScopeLookup {
  @Inject Session session;

  private record Id(int id) {}

  /** Waves that were opened in these days, newest first; of one program or of all. */
  List<Integer> waves(@Nullable Integer programId, LocalDate from, LocalDate to) {
    return session
        .createNativeQuery(
            """
            select id from wave where (cast(:program as int) is null or program_id = :program)
              and opened_at >= cast(:from as timestamp) at time zone 'UTC'
              and opened_at < cast(cast(:to as date) + 1 as timestamp) at time zone 'UTC'
            order by opened_at desc, id desc
            """,
            Id.class)
        .setParameter("program", programId, Integer.class)
        .setParameter("from", from)
        .setParameter("to", to)
        .getResultList()
        .stream()
        .map(Id::id)
        .toList();
  }

  /** The newest wave, of one program or of all; none or one. */
  List<Integer> newestWave(@Nullable Integer programId) {
    return newestWaves(programId, 1);
  }

  /** Of all programs, newest first. */
  List<Integer> newestWaves(int most) {
    return newestWaves(null, most);
  }

  private List<Integer> newestWaves(@Nullable Integer programId, int most) {
    return session
        .createNativeQuery(
            """
            select id from wave where (cast(:program as int) is null or program_id = :program)
            order by opened_at desc, id desc limit :most
            """,
            Id.class)
        .setParameter("program", programId, Integer.class)
        .setParameter("most", most)
        .getResultList()
        .stream()
        .map(Id::id)
        .toList();
  }

  /** Teams that these people lead today. */
  List<Integer> teamsLedBy(Collection<Integer> people, LocalDate today) {
    return session
        .createNativeQuery(
            """
            select distinct team_id as id from team_member
            where role = 'LEAD' and valid @> cast(:today as date) and employee_id = any (cast(:people as int[]))
            """,
            Id.class)
        .setParameter("today", today)
        .setParameter("people", people.toArray(Integer[]::new))
        .getResultList()
        .stream()
        .map(Id::id)
        .toList();
  }
}
