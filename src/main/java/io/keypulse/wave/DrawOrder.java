package io.keypulse.wave;

import io.keypulse.stats.KeyedHashOrder;
import io.keypulse.stats.Rotation;
import java.util.Map;
import org.hibernate.query.CommonQueryContract;

/**
 * The order of a wave's draw in SQL, the same when it is made and when it is replayed; {@link
 * KeyedHashOrder} and {@link Rotation} define it.
 */
record DrawOrder(Wave wave) {
  private static final String KEYED =
      """
      keyed as (
        select *, case when exclusion is null then
          sha256(cast(:outer as bytea) || sha256(cast(:inner as bytea) || convert_to(cast(id as text), 'UTF8')))
        end as draw_key from grouped)
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
  static final String PLACE =
      """
      ((cast(cast('x' || encode(substr(draw_key, 1, 8), 'hex') as bit(64)) as bigint) >> 11) & 9007199254740991)
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
    grouped as (select *, %s from judged), %s, placed as (%s),
    ranked as (
      select *, case when exclusion is null and not capped then row_number() over (
        partition by case when exclusion is null and not capped then stratum end order by %s) end as draw_rank
      from placed)
    """
        .formatted(
            cap(wave.accountCap != null),
            KEYED,
            goesRound() ? PLACED : "select * from keyed",
            goesRound() ? ROUND : "draw_key");
  }

  void bind(CommonQueryContract query, Map<String, Long> starts, long first) {
    query
        .setParameter("inner", KeyedHashOrder.innerPad(wave.orderSeed()))
        .setParameter("outer", KeyedHashOrder.outerPad(wave.orderSeed()));
    if (wave.accountCap != null) {
      bindCap(query, wave.accountCap, wave.seed + CAP_SUFFIX);
    }
    if (goesRound()) {
      bindRound(query, starts, first);
    }
  }
}
