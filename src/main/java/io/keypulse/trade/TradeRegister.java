package io.keypulse.trade;

import io.keypulse.platform.Change;
import io.keypulse.platform.Channel;
import io.keypulse.platform.ExternalId;
import io.keypulse.platform.Refused;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The door through which imports bring purchases and exchange rates. */
@ApplicationScoped
public class TradeRegister {
  @Inject GivenPurchases purchases;
  @Inject ExchangeRates rates;

  /**
   * @param type told by the sign of the amount where nobody says it
   * @param document the number on the invoice or credit note; the line is one of its own without
   * @param cost nothing where it is not known
   * @param quantity together with its unit, or neither
   */
  public record Line(
      ExternalId id,
      int accountId,
      @Nullable PurchaseType type,
      @Nullable String document,
      LocalDate on,
      String category,
      @Nullable BigDecimal quantity,
      @Nullable String unit,
      BigDecimal net,
      @Nullable BigDecimal cost,
      String currency,
      @Nullable OrderChannel orderChannel,
      Channel channel) {
    /**
     * Some are dated ahead, to the end of a period; a year that nobody can have sold in is a slip.
     *
     * @throws Refused INVALID, naming the field
     */
    public static LocalDate dated(String field, LocalDate on, LocalDate today) {
      if (on.isAfter(today.plusYears(1))) {
        throw Refused.invalid(
            field, "This is more than a year ahead; write the day of the invoice.");
      }
      return on;
    }

    /** What is wrong with its cost, which has the sign of the amount where there is one. */
    public Optional<String> faultOfCost() {
      boolean takesBack = net.signum() == 0 ? type == PurchaseType.CREDIT_NOTE : net.signum() < 0;
      return cost == null || cost.signum() != (takesBack ? 1 : -1)
          ? Optional.empty()
          : Optional.of(
              "A cost has the sign of its amount: write %s, or leave it out where nobody knows it."
                  .formatted(cost.negate().toPlainString()));
    }

    @Nullable String typeName() {
      return type == null ? null : type.name();
    }

    @Nullable String orderChannelName() {
      return orderChannel == null ? null : orderChannel.name();
    }

    public Line of(int account) {
      return new Line(
          id,
          account,
          type,
          document,
          on,
          category,
          quantity,
          unit,
          net,
          cost,
          currency,
          orderChannel,
          channel);
    }

    /** Together with what it left out. */
    Line whole(GivenPurchases.News news) {
      return new Line(
          id,
          accountId,
          PurchaseType.valueOf(news.type()),
          news.document(),
          on,
          category,
          news.quantity(),
          news.unit(),
          net,
          news.cost(),
          currency,
          news.orderChannel() == null ? null : OrderChannel.valueOf(news.orderChannel()),
          channel);
    }
  }

  /** Units of the quote currency for one of the base currency, on a day. */
  public record Rate(
      ExternalId id, String base, String quote, LocalDate on, BigDecimal rate, Channel channel) {
    /**
     * @throws Refused INVALID, saying which rates there can be
     */
    public static BigDecimal checked(BigDecimal rate) {
      return ExchangeRateSet.checked("rate", rate);
    }
  }

  public List<Change> putRates(List<Rate> given) {
    return Change.of(given.stream().map(Rate::id).toList(), rates.put(given));
  }

  /**
   * A line that says something else than the current one of its id supersedes it, and what it
   * leaves out stays; one that says the same costs a look at the index.
   */
  public List<Change> put(List<Line> lines) {
    return put(lines, true);
  }

  /** What the line leaves out is absent. */
  void correct(Line line) {
    put(List.of(line), false);
  }

  private List<Change> put(List<Line> lines, boolean keeps) {
    Set<ExternalId> superseded = new HashSet<>();
    List<Line> news = new ArrayList<>();
    for (GivenPurchases.News line : purchases.supersede(lines, keeps)) {
      Line said = lines.get(line.place() - 1).whole(line);
      news.add(said);
      if (line.superseded()) {
        superseded.add(said.id());
      }
    }
    if (news.isEmpty()) {
      return Collections.nCopies(lines.size(), Change.UNCHANGED);
    }
    List<Change.Put> put =
        purchases.add(news).stream()
            .map(id -> new Change.Put(id.source(), id.value(), !superseded.contains(id)))
            .toList();
    return Change.of(lines.stream().map(Line::id).toList(), put);
  }
}
