package io.keypulse.wave;

import io.keypulse.stats.CappedRotation;
import io.keypulse.stats.KeyedHashOrder;
import io.keypulse.stats.Rotation;
import java.util.Map;
import org.hibernate.query.CommonQueryContract;

/**
 * The order of a wave's draw in SQL, the same when it is made and when it is replayed; {@link
 * KeyedHashOrder}, {@link Rotation} and {@link CappedRotation} define it.
 */
record DrawOrder(Wave wave) {
  private static final String KEYED =
      """
      keyed as (
        select *, case when exclusion is null then
      """
          + hashed("cast(id as text)")
          + """
             end as draw_key from %s)
          """;

  private static final String CAP_SUFFIX = "/cap";

  /** By lot, with a key of its own, so that the next lot is drawn among them as among others. */
  private static final String CAPPED =
      """
      case when exclusion is null then row_number() over (partition by account_id, exclusion is null order by
        sha256(cast(:capOuter as bytea) || sha256(cast(:capInner as bytea) || convert_to(cast(id as text), 'UTF8'))),
        cast(id as text) collate "C") > :cap else false end as capped,
      case when exclusion is null then least(1, cast(:cap as double precision)
        / count(*) over (partition by account_id, exclusion is null)) end as account_share
      """;

  private static final String UNCAPPED =
      "false as capped, cast(null as double precision) as account_share";

  /** The first 53 bits of the key, as {@link Rotation#place}. */
  static final String PLACE = place("draw_key");

  private static final String STARTS =
      " left join unnest(cast(:strata as text[]), cast(:starts as bigint[])) as s (name, start) on s.name = ";

  private static final String PLACED =
      "select k.*, p.place, p.place <= coalesce(s.start, :first) as wrapped from keyed k cross join lateral (select "
          + PLACE
          + " as place) p"
          + STARTS
          + "k.stratum";

  /** Places are short enough to meet now and then. */
  private static final String ROUND = "wrapped, place, cast(id as text) collate \"C\"";

  /** After whose place each account's people go on, {@code turned (account_id, after)}. */
  static final String TURNED =
      """
      turned as (
        select distinct on (account_id) account_id, after from (
          select coalesce(f.account_then, f.account_id) as account_id, w.opened_at, w.id, f.draw_rank,
      """
          + PLACE
          + """
               as after
              from wave w join frame_entry f on f.wave_id = w.id and f.drawn
              where w.program_id = :program and w.rotation_seed = :round and (w.opened_at, w.id) < (:opened, :wave)) l
            order by account_id, opened_at desc, id desc, draw_rank desc)
          """;

  /** Whoever comes first of an account takes the first of its places. */
  private static final String TURNS =
      KEYED.formatted("judged")
          + ", "
          + TURNED
          + """
            , grouped as (
              select k.*, exclusion is null and nth > :cap as capped,
                case when exclusion is null then least(1, cast(:cap as double precision) / units) end as account_share
              from (
                select k.*, row_number() over (partition by k.account_id order by exclusion is not null,
                    coalesce(k.own <= t.after, false), k.own, cast(id as text) collate "C") as nth,
                  count(*) filter (where exclusion is null) over (partition by k.account_id) as units,
                  count(*) filter (where exclusion is null or exclusion = 'ASKED_RECENTLY') over (partition by k.account_id) as whole
                from (select *,
            """
          + PLACE
          + """
                 as own from keyed) k left join turned t on t.account_id = k.account_id) k),
            account_place as (
              select account_id, place, wrapped, row_number() over (partition by account_id order by wrapped, place, j) as nth
              from (
                select a.account_id, j, p.place, p.place <= coalesce(s.start, :first) as wrapped
                from (select account_id, min(stratum) as stratum, least(:cap, min(whole)) as places
                  from grouped where exclusion is null group by account_id) a
                cross join lateral generate_series(1, a.places) as j
                cross join lateral (select
            """
          + placeOf("a.account_id", "j")
          + " as place) p"
          + STARTS
          + """
            a.stratum) x),
            placed as (
              select k.*, p.place, p.wrapped
              from grouped k left join account_place p
                on p.account_id = k.account_id and p.nth = k.nth and k.exclusion is null and not k.capped)
            """;

  private static String hashed(String text) {
    return "sha256(cast(:outer as bytea) || sha256(cast(:inner as bytea) || convert_to(%s, 'UTF8')))"
        .formatted(text);
  }

  private static String place(String key) {
    return "((cast(cast('x' || encode(substr(%s, 1, 8), 'hex') as bit(64)) as bigint) >> 11) & 9007199254740991)"
        .formatted(key);
  }

  /** As {@link CappedRotation#place}. */
  static String placeOf(String account, String nth) {
    return place(hashed("'account/' || %s || '/' || %s".formatted(account, nth)));
  }

  /** What a contact has to be among those of its account; {@code capped} and its share. */
  static String cap(boolean capped) {
    return capped ? CAPPED : UNCAPPED;
  }

  static void bindCap(CommonQueryContract query, int cap, String seed) {
    query
        .setParameter("cap", cap)
        .setParameter("capInner", KeyedHashOrder.innerPad(seed))
        .setParameter("capOuter", KeyedHashOrder.outerPad(seed));
  }

  /**
   * Where rounds go on.
   *
   * @param starts by stratum; of others at {@code first}
   */
  static void bindRound(CommonQueryContract query, Map<String, Long> starts, long first) {
    query
        .setParameter("strata", starts.keySet().toArray(String[]::new))
        .setParameter("starts", starts.values().toArray(Long[]::new))
        .setParameter("first", first);
  }

  boolean goesRound() {
    return wave.rotationSeed != null;
  }

  /**
   * Common table expressions from {@code judged (id, account_id, stratum, exclusion, ...)} to
   * {@code ranked}, which has {@code capped, account_share, draw_key, draw_rank} besides, and the
   * {@code place} of those that go round.
   */
  String sql() {
    return """
    %s,
    ranked as (
      select *, case when exclusion is null and not capped then row_number() over (
        partition by case when exclusion is null and not capped then stratum end order by %s) end as draw_rank
      from placed)
    """
        .formatted(wave.takesTurns() ? TURNS : byLot(), goesRound() ? ROUND : "draw_key");
  }

  private String byLot() {
    return "grouped as (select *, %s from judged), %s, placed as (%s)"
        .formatted(
            cap(wave.accountCap != null),
            KEYED.formatted("grouped"),
            goesRound() ? PLACED : "select * from keyed");
  }

  void bind(CommonQueryContract query, Map<String, Long> starts, long first) {
    bindKeys(query);
    if (wave.takesTurns()) {
      bindTurns(query);
      query.setParameter("cap", wave.accountCap);
    } else if (wave.accountCap != null) {
      bindCap(query, wave.accountCap, wave.seed + CAP_SUFFIX);
    }
    if (goesRound()) {
      bindRound(query, starts, first);
    }
  }

  void bindKeys(CommonQueryContract query) {
    query
        .setParameter("inner", KeyedHashOrder.innerPad(wave.orderSeed()))
        .setParameter("outer", KeyedHashOrder.outerPad(wave.orderSeed()));
  }

  /** Of {@link #TURNED}. */
  void bindTurns(CommonQueryContract query) {
    query
        .setParameter("program", wave.programId)
        .setParameter("round", wave.rotationSeed)
        .setParameter("opened", wave.openedAt)
        .setParameter("wave", wave.id);
  }
}
