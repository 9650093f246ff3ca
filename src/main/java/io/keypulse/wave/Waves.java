package io.keypulse.wave;

import io.keypulse.platform.Page;
import io.keypulse.platform.ReadAlready;
import io.keypulse.stats.KeyedHashOrder;
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

@ApplicationScoped
class Waves implements PanacheRepositoryBase<Wave, Integer> {
  @Inject Session session;

  record Frame(String fingerprint, int eligible, int excluded, int drawn) {}

  record Excluded(int waveId, String reason, int count) {}

  /**
   * Writes down every contact of every account that is key on that day: eligible with its place in
   * the order of the draw, or why not. The keyed hash is computed where the rows are; {@link
   * KeyedHashOrder} defines it.
   */
  void freezeAndDraw(int waveId, String seed, int sampleSize, LocalDate today) {
    session
        .createNativeMutationQuery(
            """
            insert into frame_entry
              (wave_id, contact_id, account_id, team_id, stratum, exclusion, draw_key, draw_rank, drawn)
            with candidate as (
              select c.id, c.account_id, c.team_id, c.email,
                case
                  when c.left_on <= :today then 'LEFT'
                  when c.email is null then 'NO_ADDRESS'
                  when exists (select from refused_address r where r.email = c.email) then 'ADDRESS_REFUSED'
                  when exists (select from objection_in_force o where o.email = c.email
                    and (o.program_id is null or o.program_id = w.program_id)) then 'OBJECTED'
                  when exists (select from latest_snooze s where s.email = c.email
                    and (s.program_id is null or s.program_id = w.program_id)
                    and s.snoozed_until > cast(:today as date)) then 'SNOOZED'
                end as exclusion
              from contact c
              join account a on a.id = c.account_id and a.archived_at is null
              join wave w on w.id = :wave
              join key_decision d on d.account_id = c.account_id and d.superseded_at is null
                and d.outcome in ('DESIGNATE', 'RENEW') and d.valid @> cast(:today as date)),
            judged as (
              select id, account_id, team_id,
                case when exclusion is null
                    and row_number() over (partition by email, exclusion is null order by id) > 1
                  then 'SHARED_ADDRESS' else exclusion end as exclusion
              from candidate),
            keyed as (
              select *, case when exclusion is null
                then sha256(cast(:outer as bytea) || sha256(cast(:inner as bytea) || convert_to(cast(id as text), 'UTF8')))
                end as draw_key
              from judged),
            ranked as (
              select *, case when exclusion is null
                then row_number() over (partition by exclusion is null order by draw_key, cast(id as text) collate "C")
                end as draw_rank
              from keyed)
            select :wave, id, account_id, team_id, :stratum, exclusion, draw_key, draw_rank,
              coalesce(draw_rank <= :size, false)
            from ranked
            """)
        .setParameter("wave", waveId)
        .setParameter("stratum", Wave.STRATUM)
        .setParameter("today", today)
        .setParameter("inner", KeyedHashOrder.innerPad(seed))
        .setParameter("outer", KeyedHashOrder.outerPad(seed))
        .setParameter("size", sampleSize)
        .executeUpdate();
  }

  Frame frame(int waveId) {
    return session
        .createNativeQuery(
            """
            select encode(sha256(convert_to(coalesce(string_agg(
                stratum || E'\\t' || contact_id || E'\\n', '' order by stratum collate "C", cast(contact_id as text) collate "C")
                filter (where exclusion is null), ''), 'UTF8')), 'hex') as fingerprint,
              cast(count(*) filter (where exclusion is null) as int) as eligible,
              cast(count(exclusion) as int) as excluded,
              cast(count(*) filter (where drawn) as int) as drawn
            from frame_entry where wave_id = :wave
            """,
            Frame.class)
        .setParameter("wave", waveId)
        .getSingleResult();
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

  boolean hasOpen(int programId) {
    return count("programId = ?1 and state = ?2", programId, WaveState.OPEN) > 0;
  }

  Optional<Wave> locked(int id) {
    return findByIdOptional(id, LockModeType.PESSIMISTIC_WRITE);
  }

  List<Integer> expired(Instant now) {
    return session
        .createSelectionQuery(
            "select id from Wave where state = OPEN and closesAt <= :now order by id",
            Integer.class)
        .setParameter("now", now)
        .getResultList();
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
