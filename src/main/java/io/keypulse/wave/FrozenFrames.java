package io.keypulse.wave;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.hibernate.Session;
import org.hibernate.query.NativeQuery;
import org.jspecify.annotations.Nullable;

/** What frames say once they are frozen: their proof, their replay, their entries. */
@ApplicationScoped
class FrozenFrames {
  @Inject Session session;

  record Proof(
      String fingerprint,
      @Nullable String accounts,
      int eligible,
      int excluded,
      int drawn,
      int withheld) {}

  record Excluded(int waveId, String reason, int count) {}

  record Withheld(int waveId, String reason, int contacts, int withheld) {}

  /** A number that sorts as stratum and number of the contact sort as text, only faster. */
  private static final String AS_TEXT =
      """
      (cast(array_position(n.strata, stratum) as bigint) << 40)
        + 16 * cast(contact_id as bigint) * cast(10 ^ (10 - length(cast(contact_id as text))) as bigint)
        + length(cast(contact_id as text))
      """;

  /** Whoever is of an account when its people take turns: those who could be drawn or rest. */
  static final String OF_ACCOUNT = "(exclusion is null or exclusion = 'ASKED_RECENTLY')";

  Proof proof(Wave wave) {
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
                filter (where :capped and
            """
                + judgedOf(wave)
                + """
                ), ''), 'UTF8')), 'hex') end as accounts,
              cast(count(*) filter (where exclusion is null) as int) as eligible,
              cast(count(exclusion) as int) as excluded,
              cast(count(*) filter (where drawn) as int) as drawn,
              cast(count(*) filter (where drawn and blocked is not null) as int) as withheld
            from frame_entry cross join named n where wave_id = :wave
            """,
            Proof.class)
        .setParameter("wave", wave.id)
        .setParameter("capped", wave.accountCap != null)
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
    DrawOrder order = new DrawOrder(wave);
    NativeQuery<Replay> query =
        session.createNativeQuery(
            """
            with judged as (
              select contact_id as id, coalesce(account_then, account_id) as account_id, stratum, exclusion,
                capped as capped_then, draw_key as key_then, draw_rank as rank_then, drawn as drawn_then
              from frame_entry where wave_id = :wave and
            """
                + judgedOf(wave)
                + "), "
                + order.sql()
                + """
                select cast(count(*) as int) as units,
                  cast(count(*) filter (where draw_key is distinct from key_then) as int) as wrong_keys,
                  cast(count(*) filter (where capped is distinct from capped_then) as int) as wrong_caps,
                  cast(count(*) filter (where draw_rank is distinct from rank_then) as int) as wrong_ranks,
                  cast(count(*) filter (where drawn_then is distinct from coalesce(draw_rank <= s.drawn, false)) as int)
                    as wrongly_drawn,
                  cast(count(*) filter (where draw_rank = s.drawn and s.last_place is distinct from
                """
                + (order.goesRound() ? "place" : "s.last_place")
                + """
                ) as int) as wrongly_placed
                from ranked r left join wave_stratum s on s.wave_id = :wave and s.stratum = r.stratum
                where r.exclusion is null
                """,
            Replay.class);
    query.setParameter("wave", wave.id);
    order.bind(query, starts, 0);
    return query.getSingleResult();
  }

  private static String judgedOf(Wave wave) {
    return wave.takesTurns() ? OF_ACCOUNT : "exclusion is null";
  }

  record AccountTurn(int account, long after) {}

  /** After whose place the people of each account go on, of accounts that had a turn before. */
  List<AccountTurn> turns(Wave wave) {
    DrawOrder order = new DrawOrder(wave);
    NativeQuery<AccountTurn> query =
        session.createNativeQuery(
            "with "
                + DrawOrder.TURNED
                + """
                select t.account_id as account, t.after from turned t
                where exists (select from frame_entry f where f.wave_id = :wave and f.exclusion is null
                  and coalesce(f.account_then, f.account_id) = t.account_id)
                order by t.account_id
                """,
            AccountTurn.class);
    order.bindTurns(query);
    return query.getResultList();
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
