package io.keypulse.trade;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/** How large customers are among all customers, those that the viewer does not see too. */
@ApplicationScoped
class SalesStandings {
  @Inject Session session;

  /**
   * Share and place are absent where they are not to be told, or nobody knows them.
   *
   * @param withoutRate customers none of whose sales could be converted, who are none of the others
   */
  record Standing(
      int accountId,
      @Nullable Double share,
      @Nullable Integer place,
      int customers,
      boolean complete,
      int withoutRate,
      @Nullable String withheld) {}

  List<Standing> of(PurchaseFigures.Question question, boolean grouped) {
    return PurchaseFigures.of(
            question,
            session.createNativeQuery(
                """
                select head as account_id, share, place, customers, complete, without_rate, withheld
                from sales_standings(cast(:heads as int[]), cast(:members as int[]), :grouped, :from, :to, :into,
                  :company, :days)
                """,
                Standing.class))
        .setParameter("grouped", grouped)
        .getResultList();
  }
}
