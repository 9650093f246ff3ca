package io.keypulse.analysis;

import io.keypulse.stats.Heard;
import io.keypulse.stats.ListChange;
import io.keypulse.stats.ScaleChange;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import org.hibernate.query.NativeQuery;

/** What accounts said before and say now, those that said the same together. */
@ApplicationScoped
class AccountsTwice {
  private static final String TWICE =
      """
      , twice as (
        select account_id, coalesce(b.people, 0) as people1, coalesce(b.s1, 0) as a1, coalesce(b.s2, 0) as a2,
          coalesce(b.s4, 0) as a4, coalesce(b.s5, 0) as a5, coalesce(n.people, 0) as people2, coalesce(n.s1, 0) as b1,
          coalesce(n.s2, 0) as b2, coalesce(n.s4, 0) as b4, coalesce(n.s5, 0) as b5
        from before b full join now n using (account_id)
        where coalesce(b.people, 0) > 0 or coalesce(n.people, 0) > 0),
      told as (
        select account_id, people1, a1 + a2 as x1, a1 + a2 + a4 + a5 as n1, people2, b1 + b2 as x2, b1 + b2 + b4 + b5 as n2
        from twice)
      """;

  @Inject Counts counts;
  @Inject FewAccounts few;

  /** How many people of each account gave each answer but that they have no opinion. */
  record Answers(int a1, int a2, int a4, int a5, int b1, int b2, int b4, int b5, int accounts) {
    ScaleChange.Accounts alike() {
      return new ScaleChange.Accounts(
          List.of(a1, a2, 0, a4, a5), List.of(b1, b2, 0, b4, b5), accounts);
    }
  }

  /** Of accounts in which anybody had or has an opinion. */
  List<Answers> answers(Scope scope, List<Integer> before) {
    return within(
            scope,
            before,
            """
            select a1, a2, a4, a5, b1, b2, b4, b5, cast(count(*) as int) as accounts from twice
            where a1 + a2 + a4 + a5 + b1 + b2 + b4 + b5 > 0 group by 1, 2, 3, 4, 5, 6, 7, 8
            """,
            Answers.class)
        .getResultList();
  }

  /**
   * @param people1 of each before, with a possible opinion; 0 where it was not on the list
   * @param x1 dissatisfied of the n1 with an opinion
   */
  record Alike(int people1, int x1, int n1, int people2, int x2, int n2, int accounts) {
    boolean isOnBothLists() {
      return people1 > 0 && people2 > 0;
    }

    boolean isHeardTwice() {
      return n1 > 0 && n2 > 0;
    }

    boolean isHeardFully() {
      return isOnBothLists() && n1 == people1 && n2 == people2;
    }

    /** Above 0 where it got worse. */
    long worse() {
      return (long) x2 * n1 - (long) x1 * n2;
    }

    ListChange.Accounts told() {
      return new ListChange.Accounts(
          new Heard(x1, n1, people1), new Heard(x2, n2, people2), accounts);
    }
  }

  List<Alike> alike(Scope scope, List<Integer> before) {
    return within(
            scope,
            before,
            """
            select people1, x1, n1, people2, x2, n2, cast(count(*) as int) as accounts from told group by 1, 2, 3, 4, 5, 6
            """,
            Alike.class)
        .getResultList();
  }

  private record Id(int id) {}

  /** Accounts that were heard both times and got worse, or better, the most first. */
  List<Integer> moved(Scope scope, List<Integer> before, boolean worse, int most) {
    return within(
            scope,
            before,
            """
            select account_id as id from told where n1 > 0 and n2 > 0 and %1$s * (x2 * n1 - x1 * n2) > 0
            order by %1$s * (cast(x2 as float8) / n2 - cast(x1 as float8) / n1) desc, account_id limit :most
            """
                .formatted(worse ? "1" : "-1"),
            Id.class)
        .setParameter("most", most)
        .getResultList()
        .stream()
        .map(Id::id)
        .toList();
  }

  private <T> NativeQuery<T> within(
      Scope asked, List<Integer> before, String select, Class<T> row) {
    Scope scope = KeptCounts.know(asked) ? asked : few.named(asked);
    return counts
        .within(
            scope,
            "with before as ("
                + ScopeRows.accounts(scope.in(before), ":before")
                + "), now as ("
                + ScopeRows.accounts(scope, ":waves")
                + ")"
                + TWICE
                + select,
            row)
        .setParameter("before", before.toArray(Integer[]::new));
  }
}
