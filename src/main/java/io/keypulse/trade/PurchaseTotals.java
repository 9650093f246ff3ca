package io.keypulse.trade;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;

import io.keypulse.platform.Period;
import io.keypulse.platform.Refused;
import io.keypulse.platform.Today;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The door for figures of what many accounts bought together. */
@ApplicationScoped
public class PurchaseTotals {
  @Inject AddedSales sales;
  @Inject TradeConfig config;
  @Inject Today today;

  /**
   * Of the accounts that some teams served on that day.
   *
   * @param teams of each who is asked about, in whose order they are told
   * @param period until today at most; the twelve months until that day where it is not said
   * @param currency the company's where it is not said
   * @throws Refused INVALID for a period that is none or has not begun, and for a currency that is
   *     none
   */
  public List<PurchaseTotalView> of(
      List<List<Integer>> teams,
      LocalDate day,
      @Nullable Period period,
      @Nullable String currency) {
    Period asked = period == null ? Period.yearTo(day) : period.checked("period");
    LocalDate now = today.get();
    if (asked.from().isAfter(now)) {
      throw Refused.invalid("period", "Name a period that has begun.");
    }
    CustomerSales.Question question =
        new CustomerSales.Question(
            asked.from(),
            asked.to().isAfter(now) ? now : asked.to(),
            Conversion.into(currency, config));
    Map<Integer, List<AddedSales.Sold>> sold =
        sales.ofTeams(teams, day, question).stream().collect(groupingBy(AddedSales.Sold::head));
    return IntStream.range(0, teams.size())
        .mapToObj(head -> PurchaseTotalView.of(question, sold.getOrDefault(head, List.of())))
        .toList();
  }

  /** As {@link #of}, how many of these accounts are overdue today. */
  public List<Integer> overdue(List<List<Integer>> teams, LocalDate day) {
    Map<Integer, Integer> overdue =
        sales.overdue(teams, day).stream()
            .collect(toMap(AddedSales.Overdue::head, AddedSales.Overdue::accounts));
    return IntStream.range(0, teams.size())
        .mapToObj(head -> overdue.getOrDefault(head, 0))
        .toList();
  }
}
