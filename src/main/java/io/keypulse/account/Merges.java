package io.keypulse.account;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
class Merges {
  private static final String READ =
      "select m.id, m.winner_id, m.loser_id, m.merged_at, m.undone_at from account_merge m ";

  @Inject Session session;

  record Merge(int id, int winnerId, int loserId, Instant mergedAt, @Nullable Instant undoneAt) {}

  record Part(int mergeId, String of, int moved, int kept) {}

  private record Made(int id) {}

  int merge(int winnerId, int loserId, Instant now) {
    return session
        .createNativeQuery(
            "select merge_accounts(:winner, :loser, cast(:now as timestamptz)) as id", Made.class)
        .setParameter("winner", winnerId)
        .setParameter("loser", loserId)
        .setParameter("now", now)
        .getSingleResult()
        .id();
  }

  void undo(int id, Instant now) {
    session
        .createNativeQuery(
            "select 1 as id from undo_account_merge(:id, cast(:now as timestamptz))", Made.class)
        .setParameter("id", id)
        .setParameter("now", now)
        .getSingleResult();
  }

  Optional<Merge> byId(int id) {
    return session
        .createNativeQuery(READ + "where m.id = :id", Merge.class)
        .setParameter("id", id)
        .uniqueResultOptional();
  }

  /** Those that the account had a part in, newest first. */
  List<Merge> of(int accountId) {
    return session
        .createNativeQuery(
            READ + "where m.winner_id = :account or m.loser_id = :account order by m.id desc",
            Merge.class)
        .setParameter("account", accountId)
        .getResultList();
  }

  List<Part> parts(Collection<Integer> mergeIds) {
    return session
        .createNativeQuery(
            """
            select merge_id, table_name as of, cast(sum(jsonb_array_length(moved)) as int) as moved,
              cast(sum(jsonb_array_length(kept)) as int) as kept
            from account_merge_move where merge_id = any (cast(:merges as int[]))
            group by merge_id, table_name order by merge_id, table_name
            """,
            Part.class)
        .setParameter("merges", mergeIds.toArray(Integer[]::new))
        .getResultList();
  }
}
