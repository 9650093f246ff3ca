package io.keypulse.survey;

import io.keypulse.platform.Chance;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.hibernate.Session;

/**
 * The seeds of draws to come. A seed is fixed, and its hash shown, before anybody knows the frame,
 * so that nobody can shop for one.
 */
@ApplicationScoped
class DrawCommitments {
  @Inject Session session;
  @Inject Chance chance;

  record Committed(int id, String seed, String seedHash, Instant committedAt) {}

  record Open(int programId, String seedHash, Instant committedAt) {}

  void commit(int programId, Instant now) {
    session
        .createNativeMutationQuery(
            """
            insert into draw_commitment (program_id, seed, seed_hash, committed_at)
            values (:program, :seed, encode(sha256(convert_to(:seed, 'UTF8')), 'hex'), :now)
            on conflict do nothing
            """)
        .setParameter("program", programId)
        .setParameter("seed", chance.seed())
        .setParameter("now", now)
        .executeUpdate();
  }

  /** The seed that was promised, and the promise of the next. */
  Committed redeem(int programId, Instant now) {
    commit(programId, now);
    Committed redeemed =
        session
            .createNativeQuery(
                """
                with redeemed as (
                  update draw_commitment set used_at = :now where program_id = :program and used_at is null
                  returning id, seed, seed_hash, committed_at)
                select id, seed, seed_hash, committed_at from redeemed
                """,
                Committed.class)
            .setParameter("program", programId)
            .setParameter("now", now)
            .getSingleResult();
    commit(programId, now);
    return redeemed;
  }

  List<Open> open(Collection<Integer> programIds) {
    return session
        .createNativeQuery(
            """
            select program_id, seed_hash, committed_at from draw_commitment
            where program_id = any (cast(:programs as int[])) and used_at is null
            """,
            Open.class)
        .setParameter("programs", programIds.toArray(Integer[]::new))
        .getResultList();
  }
}
