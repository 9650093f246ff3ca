package io.keypulse.trade;

import io.keypulse.platform.ExternalId;
import io.keypulse.platform.Page;
import io.keypulse.platform.Period;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.hibernate.Session;
import org.hibernate.query.CommonQueryContract;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
class Purchases {
  private static final String SAID =
      """
      select p.id, p.account_id, p.source, p.external_id, p.type, p.document, p.purchased_on, p.category, p.quantity,
        p.unit, p.net_amount, p.cost_amount, p.currency, p.order_channel, p.channel, p.recorded_at, p.recorded_by,
        p.superseded_at
      """;

  @Inject Session session;

  /** The lines of an account in a period; with those that were corrected, or without. */
  record Wanted(int accountId, Period period, boolean superseded) {}

  /** A line as it stands in the books. */
  record Said(
      long id,
      int accountId,
      String source,
      String externalId,
      String type,
      String document,
      LocalDate on,
      String category,
      @Nullable BigDecimal quantity,
      @Nullable String unit,
      BigDecimal net,
      @Nullable BigDecimal cost,
      String currency,
      @Nullable String orderChannel,
      String channel,
      Instant recordedAt,
      @Nullable Integer recordedBy,
      @Nullable Instant supersededAt) {}

  private record Count(int number) {}

  /** The newest first; corrected lines lie in an index of their own. */
  List<Said> page(Page page, Wanted wanted) {
    return of(
            wanted,
            session.createNativeQuery(
                SAID
                    + """
                    from (
                      (select * from purchase p
                      where p.superseded_at is null and p.account_id = :account
                        and p.purchased_on between :from and :to and (p.purchased_on, p.id) < (cast(:day as date), :id)
                      order by p.purchased_on desc, p.id desc limit :limit)
                      union all
                      (select * from purchase p
                      where p.superseded_at is not null and :superseded and p.account_id = :account
                        and p.purchased_on between :from and :to and (p.purchased_on, p.id) < (cast(:day as date), :id)
                      order by p.purchased_on desc, p.id desc limit :limit)) p
                    order by p.purchased_on desc, p.id desc limit :limit
                    """,
                Said.class))
        .setParameter("day", page.after() == null ? "infinity" : page.afterValue())
        .setParameter("id", page.afterId(0))
        .setParameter("limit", page.limit())
        .getResultList();
  }

  int number(Wanted wanted) {
    return of(
            wanted,
            session.createNativeQuery(
                """
                select cast((select count(*) from purchase p
                    where p.superseded_at is null and p.account_id = :account and p.purchased_on between :from and :to)
                  + (select count(*) from purchase p
                    where p.superseded_at is not null and :superseded and p.account_id = :account
                      and p.purchased_on between :from and :to) as int) as number
                """,
                Count.class))
        .getSingleResult()
        .number();
  }

  Optional<Said> byId(long id) {
    return session
        .createNativeQuery(SAID + "from purchase p where p.id = :id", Said.class)
        .setParameter("id", id)
        .uniqueResultOptional();
  }

  /** The line of this id, which nobody else corrects until the transaction ends. */
  Optional<Said> locked(long id) {
    return session
        .createNativeQuery(SAID + "from purchase p where p.id = :id for no key update", Said.class)
        .setParameter("id", id)
        .uniqueResultOptional();
  }

  /** The line that counts. */
  Optional<Said> current(ExternalId id) {
    return session
        .createNativeQuery(
            SAID
                + """
                from purchase p
                where (p.source, p.external_id) = (:source, :external) and p.superseded_at is null
                """,
            Said.class)
        .setParameter("source", id.source())
        .setParameter("external", id.value())
        .uniqueResultOptional();
  }

  private static <Q extends CommonQueryContract> Q of(Wanted wanted, Q statement) {
    statement
        .setParameter("account", wanted.accountId())
        .setParameter("from", wanted.period().from())
        .setParameter("to", wanted.period().to())
        .setParameter("superseded", wanted.superseded());
    return statement;
  }
}
