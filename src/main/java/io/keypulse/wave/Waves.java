package io.keypulse.wave;

import io.keypulse.platform.Page;
import io.keypulse.platform.ReadAlready;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
class Waves implements PanacheRepositoryBase<Wave, Integer> {
  @Inject Session session;

  /** Those that are not closed, oldest first. */
  List<Wave> openOf(int programId) {
    return list("programId = ?1 and state <> ?2 order by id", programId, WaveState.CLOSED);
  }

  Optional<Wave> locked(int id) {
    return findByIdOptional(id, LockModeType.PESSIMISTIC_WRITE);
  }

  List<Integer> expired(Instant now) {
    return session
        .createSelectionQuery(
            "select id from Wave where state <> CLOSED and closesAt <= :now order by id",
            Integer.class)
        .setParameter("now", now)
        .getResultList();
  }

  List<Integer> open() {
    return session
        .createSelectionQuery("select id from Wave where state = OPEN order by id", Integer.class)
        .getResultList();
  }

  /** The latest wave of the program that opened before. */
  Optional<Integer> before(int programId, Instant moment) {
    return find(
            "programId = ?1 and openedAt < ?2 order by openedAt desc, id desc", programId, moment)
        .firstResultOptional()
        .map(wave -> wave.id);
  }

  /** The seed from which the program's rounds are computed; nothing until it rotates. */
  Optional<String> roundOf(int programId) {
    return find("programId = ?1 and rotationSeed = seed order by id desc", programId)
        .firstResultOptional()
        .map(wave -> wave.seed);
  }

  /** The wave for which the seed of this one's rounds was promised. */
  Optional<Wave> beganRound(Wave wave) {
    return find("programId = ?1 and seed = ?2", wave.programId, wave.rotationSeed)
        .firstResultOptional();
  }

  private record Empty(int id) {}

  /** Of the latest wave of each program that goes on, those that asked nobody. */
  List<Integer> empty() {
    return session
        .createNativeQuery(
            """
            select id from (select distinct on (w.program_id) w.id, w.drawn - w.withheld as asked from wave w
              join survey_program p on p.id = w.program_id and p.state <> 'RETIRED'
              order by w.program_id, w.opened_at desc, w.id desc) latest
            where asked = 0 order by id
            """,
            Empty.class)
        .getResultList()
        .stream()
        .map(Empty::id)
        .toList();
  }

  List<Integer> pausedFor(String reason) {
    return list("pausedAt is not null and pauseReason = ?1 order by id", reason).stream()
        .map(wave -> wave.id)
        .toList();
  }

  List<WaveStratum> strata(Collection<Integer> waveIds) {
    return session
        .createNativeQuery(
            """
            select wave_id, stratum, units, candidates, drawn, deviation, take_all, after_place, last_place from wave_stratum
            where wave_id = any (cast(:waves as int[])) order by wave_id, stratum collate "C"
            """,
            WaveStratum.class)
        .setParameter("waves", waveIds.toArray(Integer[]::new))
        .getResultList();
  }

  record WaveStratum(
      int waveId,
      String stratum,
      int units,
      int candidates,
      int drawn,
      double deviation,
      boolean takeAll,
      @Nullable Long afterPlace,
      @Nullable Long lastPlace) {}

  private record Day(LocalDate day) {}

  LocalDate drawnOn(int id) {
    return session
        .createNativeQuery(
            "select cast(opened_at at time zone 'UTC' as date) as day from wave where id = :id",
            Day.class)
        .setParameter("id", id)
        .getSingleResult()
        .day();
  }

  Optional<Wave> latest() {
    return find("order by openedAt desc, id desc").firstResultOptional();
  }

  /** Newest first. */
  List<Wave> page(Page page) {
    return find("id < ?1 order by id desc", (int) page.afterId(Integer.MAX_VALUE))
        .range(0, page.size())
        .list();
  }

  List<Wave> byIds(Collection<Integer> ids) {
    return ReadAlready.orByIds(session, Wave.class, ids);
  }
}
