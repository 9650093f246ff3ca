package io.keypulse.trade;

import io.keypulse.platform.Change;
import io.keypulse.platform.ExternalId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The door through which imports bring purchases. */
@ApplicationScoped
public class TradeRegister {
  @Inject Purchases purchases;

  /**
   * @param document the number on the invoice or credit note
   * @param cost nothing where it is not known
   * @param quantity together with its unit, or neither
   */
  public record Line(
      ExternalId id,
      int accountId,
      PurchaseType type,
      String document,
      LocalDate on,
      String category,
      @Nullable BigDecimal quantity,
      @Nullable String unit,
      BigDecimal net,
      @Nullable BigDecimal cost,
      String currency,
      @Nullable OrderChannel orderChannel) {
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
          orderChannel);
    }
  }

  /** A line that says something else than the current one of its id supersedes it. */
  public List<Change> put(List<Line> lines) {
    Set<ExternalId> superseded = new HashSet<>(purchases.supersede(lines));
    List<Change.Put> put =
        purchases.add(lines).stream()
            .map(id -> new Change.Put(id.source(), id.value(), !superseded.contains(id)))
            .toList();
    return Change.of(lines.stream().map(Line::id).toList(), put);
  }
}
