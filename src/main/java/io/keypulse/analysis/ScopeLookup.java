package io.keypulse.analysis;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.List;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/** Finds the waves and teams that a scope is made of. */
@ApplicationScoped
class ScopeLookup {
  /** Whether something may be told of wave {@code w} yet. */
  private static final String TOLD =
      "(w.confidentiality = 'NAMED' or exists (select from settled_wave s where s.wave_id = w.id))";

  /** Whether wave {@code w} can still be answered, and the viewer sees no answer to it yet. */
  private static final String AWAITED =
      """
      (w.state = 'OPEN' and not exists (select from people_count x where x.wave_id = w.id
        and x.extremely_dissatisfied + x.somewhat_dissatisfied + x.no_opinion + x.satisfied_overall + x.very_satisfied > 0))
      """;

  @Inject Session session;

  private record Id(int id) {}

  private record Opened(int id, boolean awaited) {}

  /**
   * Waves that were opened in these days, newest first, and of which something may be told; of one
   * program or of all. Those of whom everything is awaited still are none of them, where there are
   * others.
   */
  List<Integer> waves(@Nullable Integer programId, LocalDate from, LocalDate to) {
    List<Opened> opened =
        session
            .createNativeQuery(
                """
            select w.id, %s as awaited from wave w where (cast(:program as int) is null or w.program_id = :program)
              and w.opened_at >= cast(:from as timestamp) at time zone 'UTC'
              and w.opened_at < cast(cast(:to as date) + 1 as timestamp) at time zone 'UTC' and %s
            order by w.opened_at desc, w.id desc
            """
                    .formatted(AWAITED, TOLD),
                Opened.class)
            .setParameter("program", programId, Integer.class)
            .setParameter("from", from)
            .setParameter("to", to)
            .getResultList();
    boolean allAwaited = opened.stream().allMatch(Opened::awaited);
    return opened.stream().filter(wave -> allAwaited || !wave.awaited()).map(Opened::id).toList();
  }

  /**
   * The newest wave, of one program or of all, that drew anybody and of which something may be
   * told, else one that drew anybody, else the newest; none or one.
   */
  List<Integer> newestWave(@Nullable Integer programId) {
    return session
        .createNativeQuery(
            """
            select w.id from wave w where (cast(:program as int) is null or w.program_id = :program)
            order by w.drawn > 0 desc, %s desc, w.opened_at desc, w.id desc limit 1
            """
                .formatted(TOLD),
            Id.class)
        .setParameter("program", programId, Integer.class)
        .getResultList()
        .stream()
        .map(Id::id)
        .toList();
  }

  /** Of all programs, newest first. */
  List<Integer> newestWaves(int most) {
    return session
        .createNativeQuery(
            "select id from wave order by opened_at desc, id desc limit :most", Id.class)
        .setParameter("most", most)
        .getResultList()
        .stream()
        .map(Id::id)
        .toList();
  }
}
