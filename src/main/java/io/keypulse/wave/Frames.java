package io.keypulse.wave;

import static java.util.stream.Collectors.toMap;

import io.keypulse.platform.WorkMemory;
import io.keypulse.survey.SamplingPlan;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.hibernate.Session;
import org.hibernate.query.MutationQuery;

/**
 * Freezes everybody who is looked at for a wave, and draws. The frame never comes here: it is
 * judged, ordered and drawn where its rows are.
 */
@ApplicationScoped
class Frames {
  @Inject Session session;

  record Place(String stratum, long last) {}

  /**
   * After which place each stratum's round goes on: where it ended in the latest wave before this
   * one, of the same program, that had it.
   */
  Map<String, Long> starts(Wave wave) {
    return session
        .createNativeQuery(
            """
            select distinct on (s.stratum) s.stratum, s.last_place as last from wave_stratum s
            join wave w on w.id = s.wave_id and w.program_id = :program
            where s.last_place is not null and (w.opened_at, w.id) < (:opened, :wave)
            order by s.stratum, w.opened_at desc, w.id desc
            """,
            Place.class)
        .setParameter("program", wave.programId)
        .setParameter("opened", wave.openedAt)
        .setParameter("wave", wave.id)
        .getResultList()
        .stream()
        .collect(toMap(Place::stratum, Place::last));
  }

  record Turn(String granted) {}

  /**
   * Draws run one after another, for each has to know whom the one before it asks; and none while
   * frames are counted for the planner.
   */
  void awaitTurn() {
    List.of("pg_advisory_xact_lock(hashtext('keypulse.draw'))", "keep_frames_uncounted()")
        .forEach(
            lock ->
                session
                    .createNativeQuery("select cast(" + lock + " as text) as granted", Turn.class)
                    .getSingleResult());
  }

  /**
   * Writes down every contact of the population: eligible with its place in the order of the draw,
   * or why not.
   *
   * @param starts where the rounds of the strata go on; of others at {@code first}
   */
  void freeze(Wave wave, Eligibility who, Map<String, Long> starts, long first) {
    DrawOrder order = new DrawOrder(wave);
    WorkMemory.give(session);
    MutationQuery query =
        session.createNativeMutationQuery(
            """
            insert into frame_entry (wave_id, contact_id, account_id, team_id, account_then, stratum, exclusion, blocked, hold_id,
              capped, account_share, draw_key, draw_rank, drawn)
            with
            """
                + who.sql()
                + ", "
                + order.sql()
                + """
                select :wave, id, account_id, team_id, account_id, stratum, exclusion, blocked, hold, capped, account_share,
                  draw_key, draw_rank, :census and draw_rank is not null
                from ranked order by id
                """);
    who.bound(query).setParameter("wave", wave.id).setParameter("census", wave.isCensus());
    order.bind(query, starts, first);
    query.executeUpdate();
  }

  List<Division.Stratum> strata(int waveId) {
    return session
        .createNativeQuery(
            """
            select stratum, cast(count(*) as int) as units, cast(count(*) filter (where not capped) as int) as candidates
            from frame_entry where wave_id = :wave and exclusion is null
            group by stratum order by stratum collate "C"
            """,
            Division.Stratum.class)
        .setParameter("wave", waveId)
        .getResultList();
  }

  void divide(
      int waveId,
      List<Division.Stratum> strata,
      Division division,
      double[] deviations,
      SamplingPlan plan) {
    session
        .createNativeMutationQuery(
            """
            insert into wave_stratum (wave_id, stratum, units, candidates, drawn, deviation, take_all)
            select :wave, r.* from unnest(cast(:strata as text[]), cast(:units as int[]), cast(:candidates as int[]),
              cast(:drawn as int[]), cast(:deviations as double precision[]), cast(:whole as boolean[])) as r
            """)
        .setParameter("wave", waveId)
        .setParameter(
            "strata", strata.stream().map(Division.Stratum::stratum).toArray(String[]::new))
        .setParameter("units", strata.stream().map(Division.Stratum::units).toArray(Integer[]::new))
        .setParameter(
            "candidates", strata.stream().map(Division.Stratum::candidates).toArray(Integer[]::new))
        .setParameter("drawn", division.drawn().toArray(Integer[]::new))
        .setParameter("deviations", Arrays.stream(deviations).boxed().toArray(Double[]::new))
        .setParameter(
            "whole",
            strata.stream().map(one -> plan.takesAllOf(one.stratum())).toArray(Boolean[]::new))
        .executeUpdate();
  }

  /** The first n of each stratum in its order. */
  void draw(int waveId, List<Division.Stratum> strata, Division division) {
    session
        .createNativeMutationQuery(
            """
            update frame_entry set drawn = true
            where wave_id = :wave and not drawn
              and draw_rank <= (cast(:drawn as int[]))[array_position(cast(:strata as text[]), stratum)]
            """)
        .setParameter("wave", waveId)
        .setParameter(
            "strata", strata.stream().map(Division.Stratum::stratum).toArray(String[]::new))
        .setParameter("drawn", division.drawn().toArray(Integer[]::new))
        .executeUpdate();
  }

  /** The place of the account for which somebody was drawn, of as many as it has. */
  private static final String PLACE_TAKEN =
      """
      (select a.place from (
          select count(*) filter (where o.draw_rank <= f.draw_rank) as nth, least(:cap, count(*)) as places
          from frame_entry o where o.wave_id = :wave and o.account_id = f.account_id and
      """
          + FrozenFrames.OF_ACCOUNT
          + """
            ) n cross join lateral (
              select p.place, row_number() over (order by p.place <= coalesce(s.start, :first), p.place, j) as nth
              from generate_series(1, n.places) as j cross join lateral (select
            """
          + DrawOrder.placeOf("f.account_id", "j")
          + " as place) p) a where a.nth = n.nth)";

  /** Where the round of each stratum has come to. */
  void rememberPlaces(Wave wave, Map<String, Long> starts, long first) {
    MutationQuery query =
        session.createNativeMutationQuery(
            """
            update wave_stratum w set after_place = coalesce(s.start, :first), last_place = coalesce(
              (select
            """
                + (wave.takesTurns() ? PLACE_TAKEN : DrawOrder.PLACE)
                + """
                 from frame_entry f where f.wave_id = :wave and f.stratum = w.stratum and f.draw_rank = w.drawn and f.drawn),
                s.start, :first)
                from (select stratum from wave_stratum where wave_id = :wave) t
                left join unnest(cast(:strata as text[]), cast(:starts as bigint[])) as s (name, start)
                  on s.name = t.stratum
                where w.wave_id = :wave and w.stratum = t.stratum
                """);
    query.setParameter("wave", wave.id);
    if (wave.takesTurns()) {
      query.setParameter("cap", wave.accountCap);
      new DrawOrder(wave).bindKeys(query);
    }
    DrawOrder.bindRound(query, starts, first);
    query.executeUpdate();
  }

  /**
   * Of an account's drawn contacts those beyond its mails of this week are withheld, last first.
   */
  void withholdOverBudget(int waveId, Eligibility who) {
    session
        .createNativeMutationQuery(
            """
            with used as (
              select f.account_id, count(*) as mails
              from wave w join frame_entry f on f.wave_id = w.id and f.drawn and f.blocked is null
              where w.opened_at > :weekBegan and\s"""
                + Eligibility.ASKED_AT
                + """
               > :weekBegan and w.fingerprint <> '' and\s"""
                + NeverAsked.NOT_THEY
                + """
               group by f.account_id),
            numbered as (
              select f.contact_id, coalesce(u.mails, 0) + row_number() over (
                partition by f.account_id order by f.draw_rank, f.contact_id) as nth
              from frame_entry f left join used u on u.account_id = f.account_id
              where f.wave_id = :wave and f.drawn and f.blocked is null)
            update frame_entry f set blocked = 'ACCOUNT_BUDGET' from numbered n
            where f.wave_id = :wave and f.contact_id = n.contact_id and n.nth > :budget
            """)
        .setParameter("wave", waveId)
        .setParameter("weekBegan", who.weekBegan())
        .setParameter("budget", who.budget())
        .executeUpdate();
  }

  /** Who serves the drawn accounts on that day. */
  void rememberTeams(int waveId, LocalDate today) {
    session
        .createNativeMutationQuery(
            """
            insert into wave_account_team (wave_id, account_id, team_id, employee_id, role, function)
            select :wave, f.account_id, f.team_id, m.employee_id, m.role, m.function
            from (select distinct account_id, team_id from frame_entry where wave_id = :wave and drawn) f
            join team_member m on m.team_id = f.team_id and m.valid @> cast(:today as date)
            """)
        .setParameter("wave", waveId)
        .setParameter("today", today)
        .executeUpdate();
  }
}
