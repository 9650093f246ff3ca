package io.keypulse.account;

import io.keypulse.platform.GlobalId;
import io.keypulse.platform.Refused;
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
  @Inject Accounts accounts;

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

  /**
   * Who would have two owners once the two accounts are apart.
   *
   * @param before the relationship that counts again then
   * @param meanwhile the one that was written while they were one
   */
  record TwoOwners(String name, int before, int meanwhile) {}

  List<TwoOwners> withTwoOwners(int id) {
    return session
        .createNativeQuery(
            """
            select a.name, s.id as before, r.id as meanwhile
            from account_merge m
            join account_relationship s on m.loser_id in (s.account_id, s.other_id) and s.dormant
            join account_relationship r on r.account_id = s.account_id and r.valid && s.valid and not r.dormant
            join account a on a.id = s.account_id
            where m.id = :id and s.type in ('SUBSIDIARY_OF', 'BRANCH_OF') and r.type in ('SUBSIDIARY_OF', 'BRANCH_OF')
            order by a.name, s.id, r.id
            """,
            TwoOwners.class)
        .setParameter("id", id)
        .getResultList();
  }

  /**
   * @throws Refused WRONG_STATE for an account that was merged into another, naming that
   */
  void refuseMerged(Account account, String field) {
    if (account.mergedIntoId != null) {
      Account winner = accounts.findById(account.mergedIntoId);
      throw Refused.wrongState(
          field,
          "This account was merged into %s (%s); name that one, or undo the merge with accountMergeUndo."
              .formatted(winner.name, GlobalId.of(AccountView.TYPE, winner.id)));
    }
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
