package io.keypulse.wave;

import io.keypulse.platform.WorkMemory;
import io.keypulse.stats.KeyedHashOrder;
import io.keypulse.stats.Rotation;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.hibernate.Session;
import org.hibernate.query.CommonQueryContract;
import org.hibernate.query.MutationQuery;
import org.hibernate.query.NativeQuery;
import org.jspecify.annotations.Nullable;

/**
 * Everybody who was looked at for a wave, and who was drawn. The frame never comes here: it is
 * judged, ordered and drawn where its rows are.
 */
@ApplicationScoped
class Frames {
  private static final String KEY =
      """
      sha256(cast(:outer as bytea) || sha256(cast(:inner as bytea) || convert_to(cast(%s as text), 'UTF8')))
      """;

  /** The first 53 bits of the key, as {@link Rotation#place}. */
  static final String PLACE =
      """
      ((cast(cast('x' || encode(substr(draw_key, 1, 8), 'hex') as bit(64)) as bigint) >> 11) & 9007199254740991)
      """;

  static final String CAP_SUFFIX = "/cap";

  @Inject Session session;

  record Place(String stratum, long last) {}

  record Proof(
      String fingerprint,
      @Nullable String accounts,
      int eligible,
      int excluded,
      int drawn,
      int withheld) {}

  record Excluded(int waveId, String reason, int count) {}

  record Withheld(int waveId, String reason, int contacts, int withheld) {}

  /** Where each stratum's round ended in the latest wave of the program that had it. */
  List<Place> lastPlaces(int programId) {
    return session
        .createNativeQuery(
            """
            select distinct on (s.stratum) s.stratum, s.last_place as last from wave_stratum s
            join wave w on w.id = s.wave_id and w.program_id = :program
            where s.last_place is not null order by s.stratum, w.opened_at desc, w.id desc
            """,
            Place.class)
        .setParameter("program", programId)
        .getResultList();
  }

  record Turn(String granted) {}

  /** Draws run one after another, for each has to know whom the one before it asks. */
  void awaitTurn() {
    session
        .createNativeQuery(
            "select cast(pg_advisory_xact_lock(hashtext('keypulse.draw')) as text) as granted",
            Turn.class)
        .getSingleResult();
  }

  /**
   * Writes down every contact of the population: eligible with its place in the order of the draw,
   * or why not. {@link KeyedHashOrder} and {@link Rotation} define the order.
   *
   * @param starts where the rounds of the strata go on; of others at {@code first}
   */
  void freeze(Wave wave, Eligibility who, Map<String, Long> starts, long first) {
    boolean capped = wave.accountCap != null;
    boolean round = wave.rotationSeed != null;
    String orderSeed = wave.orderSeed();
    WorkMemory.give(session);
    MutationQuery query =
        session.createNativeMutationQuery(
            """
            insert into frame_entry (wave_id, contact_id, account_id, team_id, account_then, stratum, exclusion, blocked,
              capped, account_share, draw_key, draw_rank, drawn)
            with
            """
                + who.sql()
                + ", grouped as (select *, "
                + (capped
                    ? CAPPED
                    : "false as capped, cast(null as double precision) as account_share")
                + " from judged), keyed as (select *, case when exclusion is null then "
                + KEY.formatted("id")
                + " end as draw_key from grouped), placed as ("
                + (round ? PLACED : "select * from keyed")
                + """
                ), ranked as (
                  select *, case when exclusion is null and not capped then row_number() over (
                    partition by case when exclusion is null and not capped then stratum end order by
                """
                + (round ? ROUND : "draw_key")
                + """
                ) end as draw_rank from placed)
                select :wave, id, account_id, team_id, account_id, stratum, exclusion, blocked, capped, account_share,
                  draw_key, draw_rank, :census and draw_rank is not null
                from ranked order by id
                """);
    who.bound(query)
        .setParameter("wave", wave.id)
        .setParameter("census", wave.isCensus())
        .setParameter("inner", KeyedHashOrder.innerPad(orderSeed))
        .setParameter("outer", KeyedHashOrder.outerPad(orderSeed));
    if (capped) {
      bindCap(query, wave);
    }
    if (round) {
      bindRound(query, starts, first);
    }
    query.executeUpdate();
  }

  /** By lot, with a key of its own, so that the next lot is drawn among them as among others. */
  static final String CAPPED =
      """
      case when exclusion is null then row_number() over (partition by account_id, exclusion is null order by
        sha256(cast(:capOuter as bytea) || sha256(cast(:capInner as bytea) || convert_to(cast(id as text), 'UTF8'))),
        cast(id as text) collate "C") > :cap else false end as capped,
      case when exclusion is null then least(1, cast(:cap as double precision)
        / count(*) over (partition by account_id, exclusion is null)) end as account_share
      """;

  private static final String PLACED =
      """
      select k.*, p.place, p.place <= coalesce(s.start, :first) as wrapped
      from keyed k cross join lateral (select
      """
          + PLACE
          + """
           as place) p
          left join unnest(cast(:strata as text[]), cast(:starts as bigint[])) as s (name, start) on s.name = k.stratum
          """;

  /** Places are short enough to meet now and then. */
  private static final String ROUND = "wrapped, place, cast(id as text) collate \"C\"";

  private static void bindRound(CommonQueryContract query, Map<String, Long> starts, long first) {
    query
        .setParameter("strata", starts.keySet().toArray(String[]::new))
        .setParameter("starts", starts.values().toArray(Long[]::new))
        .setParameter("first", first);
  }

  private static void bindCap(CommonQueryContract query, Wave wave) {
    query
        .setParameter("cap", wave.accountCap)
        .setParameter("capInner", KeyedHashOrder.innerPad(wave.seed + CAP_SUFFIX))
        .setParameter("capOuter", KeyedHashOrder.outerPad(wave.seed + CAP_SUFFIX));
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

  void divide(int waveId, List<Division.Stratum> strata, Division division, double[] deviations) {
    session
        .createNativeMutationQuery(
            """
            insert into wave_stratum (wave_id, stratum, units, candidates, drawn, deviation)
            select :wave, r.* from unnest(cast(:strata as text[]), cast(:units as int[]), cast(:candidates as int[]),
              cast(:drawn as int[]), cast(:deviations as double precision[])) as r
            """)
        .setParameter("wave", waveId)
        .setParameter(
            "strata", strata.stream().map(Division.Stratum::stratum).toArray(String[]::new))
        .setParameter("units", strata.stream().map(Division.Stratum::units).toArray(Integer[]::new))
        .setParameter(
            "candidates", strata.stream().map(Division.Stratum::candidates).toArray(Integer[]::new))
        .setParameter("drawn", division.drawn().toArray(Integer[]::new))
        .setParameter("deviations", Arrays.stream(deviations).boxed().toArray(Double[]::new))
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

  /** Where the round of each stratum has come to. */
  void rememberPlaces(int waveId, Map<String, Long> starts, long first) {
    MutationQuery query =
        session.createNativeMutationQuery(
            """
            update wave_stratum w set after_place = coalesce(s.start, :first), last_place = coalesce(
              (select
            """
                + PLACE
                + """
                 from frame_entry f where f.wave_id = :wave and f.stratum = w.stratum and f.draw_rank = w.drawn and f.drawn),
                s.start, :first)
                from (select stratum from wave_stratum where wave_id = :wave) t
                left join unnest(cast(:strata as text[]), cast(:starts as bigint[])) as s (name, start)
                  on s.name = t.stratum
                where w.wave_id = :wave and w.stratum = t.stratum
                """);
    query.setParameter("wave", waveId);
    bindRound(query, starts, first);
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
               > :weekBegan and w.opened_at <= :now and w.fingerprint <> '' group by f.account_id),
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
        .setParameter("now", who.now())
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

  /** A number that sorts as stratum and number of the contact sort as text, only faster. */
  private static final String AS_TEXT =
      """
      (cast(array_position(n.strata, stratum) as bigint) << 40)
        + 16 * cast(contact_id as bigint) * cast(10 ^ (10 - length(cast(contact_id as text))) as bigint)
        + length(cast(contact_id as text))
      """;

  Proof proof(int waveId, boolean capped) {
    return session
        .createNativeQuery(
            """
            with named as materialized (
              select array_agg(stratum order by stratum collate "C") as strata
              from (select distinct stratum from frame_entry where wave_id = :wave and exclusion is null) s)
            select encode(sha256(convert_to(coalesce(string_agg(
                stratum || E'\\t' || contact_id || E'\\n', '' order by
            """
                + AS_TEXT
                + """
                ) filter (where exclusion is null), ''), 'UTF8')), 'hex') as fingerprint,
              case when :capped then encode(sha256(convert_to(coalesce(string_agg(
                coalesce(account_then, account_id) || E'\\t' || contact_id || E'\\n', ''
                order by cast(coalesce(account_then, account_id) as text) collate "C", cast(contact_id as text) collate "C")
                filter (where exclusion is null and :capped), ''), 'UTF8')), 'hex') end as accounts,
              cast(count(*) filter (where exclusion is null) as int) as eligible,
              cast(count(exclusion) as int) as excluded,
              cast(count(*) filter (where drawn) as int) as drawn,
              cast(count(*) filter (where drawn and blocked is not null) as int) as withheld
            from frame_entry cross join named n where wave_id = :wave
            """,
            Proof.class)
        .setParameter("wave", waveId)
        .setParameter("capped", capped)
        .getSingleResult();
  }

  record Replay(
      int units,
      int wrongKeys,
      int wrongCaps,
      int wrongRanks,
      int wronglyDrawn,
      int wronglyPlaced) {}

  /** Computes keys, caps, ranks and sample once more from the seeds, and counts what differs. */
  Replay replay(Wave wave, Map<String, Long> starts) {
    boolean capped = wave.accountCap != null;
    boolean round = wave.rotationSeed != null;
    NativeQuery<Replay> query =
        session.createNativeQuery(
            """
            with judged as (
              select contact_id as id, coalesce(account_then, account_id) as account_id, stratum, exclusion,
                capped as capped_then, draw_key as key_then, draw_rank as rank_then, drawn as drawn_then
              from frame_entry where wave_id = :wave and exclusion is null),
            grouped as (select *,
            """
                + (capped
                    ? CAPPED
                    : "false as capped, cast(null as double precision) as account_share")
                + " from judged), keyed as (select *, "
                + KEY.formatted("id")
                + " as draw_key from grouped), placed as ("
                + (round ? PLACED : "select * from keyed")
                + """
                ), ranked as (
                  select *, case when not capped then row_number() over (
                    partition by case when not capped then stratum end order by
                """
                + (round ? ROUND : "draw_key")
                + """
                ) end as draw_rank from placed)
                select cast(count(*) as int) as units,
                  cast(count(*) filter (where draw_key is distinct from key_then) as int) as wrong_keys,
                  cast(count(*) filter (where capped is distinct from capped_then) as int) as wrong_caps,
                  cast(count(*) filter (where draw_rank is distinct from rank_then) as int) as wrong_ranks,
                  cast(count(*) filter (where drawn_then is distinct from coalesce(draw_rank <= s.drawn, false)) as int)
                    as wrongly_drawn,
                  cast(count(*) filter (where draw_rank = s.drawn and s.last_place is distinct from
                """
                + (round ? "place" : "s.last_place")
                + """
                ) as int) as wrongly_placed
                from ranked r left join wave_stratum s on s.wave_id = :wave and s.stratum = r.stratum
                """,
            Replay.class);
    query
        .setParameter("wave", wave.id)
        .setParameter("inner", KeyedHashOrder.innerPad(wave.orderSeed()))
        .setParameter("outer", KeyedHashOrder.outerPad(wave.orderSeed()));
    if (capped) {
      bindCap(query, wave);
    }
    if (round) {
      bindRound(query, starts, 0);
    }
    return query.getSingleResult();
  }

  record Entry(
      int contactId,
      int account,
      String stratum,
      @Nullable String exclusion,
      @Nullable String blocked,
      boolean capped,
      @Nullable Double accountShare,
      @Nullable String key,
      @Nullable Integer rank,
      boolean drawn) {}

  /** The next entries of the frame, by the number of the contact. */
  List<Entry> entries(int waveId, int after, int most) {
    return session
        .createNativeQuery(
            """
            select contact_id, coalesce(account_then, account_id) as account, stratum, exclusion, blocked, capped,
              account_share, encode(draw_key, 'hex') as key, draw_rank as rank, drawn
            from frame_entry where wave_id = :wave and contact_id > :after order by contact_id limit :most
            """,
            Entry.class)
        .setParameter("wave", waveId)
        .setParameter("after", after)
        .setParameter("most", most)
        .getResultList();
  }

  List<Excluded> excluded(Collection<Integer> waveIds) {
    return session
        .createNativeQuery(
            """
            select wave_id, exclusion as reason, cast(count(*) as int) as count from frame_entry
            where wave_id = any (cast(:waves as int[])) and exclusion is not null
            group by wave_id, exclusion order by wave_id, exclusion
            """,
            Excluded.class)
        .setParameter("waves", waveIds.toArray(Integer[]::new))
        .getResultList();
  }

  List<Withheld> blocked(Collection<Integer> waveIds) {
    return session
        .createNativeQuery(
            """
            select wave_id, blocked as reason, cast(count(*) as int) as contacts,
              cast(count(*) filter (where drawn) as int) as withheld
            from frame_entry
            where wave_id = any (cast(:waves as int[])) and blocked is not null and exclusion is null
            group by wave_id, blocked order by wave_id, blocked
            """,
            Withheld.class)
        .setParameter("waves", waveIds.toArray(Integer[]::new))
        .getResultList();
  }
}
