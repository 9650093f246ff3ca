package io.keypulse.analysis;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;

/** What buyers and users of the same accounts say. */
@ApplicationScoped
class OpinionsByRole {
  private static final String PAIRS =
      """
      , pair as (
        select s.account_id, cast(avg(s.overall) filter (where c.role = 'BUYER') as float8) as buyers,
          cast(avg(s.overall) filter (where c.role = 'USER') as float8) as users
        from said s join contact c on c.id = s.contact_id
        where s.overall <> 3 and c.role in ('BUYER', 'USER') group by s.account_id)
      """;

  @Inject Counts counts;
  @Inject FewAccounts few;

  /**
   * So many accounts.
   *
   * @param gap users less buyers, in points
   */
  record Alike(double gap, int accounts) {}

  List<Alike> gaps(Scope scope) {
    Scope named = few.named(scope);
    return counts
        .within(
            named,
            ScopeRows.said(named)
                + PAIRS
                + """
                select cast(round(cast(users - buyers as numeric), 9) as float8) as gap, cast(count(*) as int) as accounts
                from pair where users is not null and buyers is not null group by 1
                """,
            Alike.class)
        .getResultList();
  }

  private record Row(double buyers, double users, int accountId) {}

  /** The largest gaps first. */
  List<BuyersAndUsersView.Pair> pairs(Scope scope, int most) {
    Scope named = few.named(scope);
    return counts
        .within(
            named,
            ScopeRows.said(named)
                + PAIRS
                + """
                select buyers, users, account_id from pair where users is not null and buyers is not null
                order by abs(users - buyers) desc, account_id limit :most
                """,
            Row.class)
        .setParameter("most", most)
        .getResultList()
        .stream()
        .map(row -> new BuyersAndUsersView.Pair(row.buyers(), row.users(), row.accountId()))
        .toList();
  }
}
