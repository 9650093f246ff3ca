package io.keypulse.trade;

import io.keypulse.platform.Decimal;
import io.keypulse.platform.Money;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.jspecify.annotations.Nullable;

@Name("PurchaseHabits")
@Description("When, in which lots and how a customer orders, within the period.")
public record HabitsView(
    @Description(
            "The months of the year in which it bought, from January on, of all years together.")
        List<@NonNull Month> months,
    @Description("Of the categories bought in quantities, the most frequent first, at most 50.")
        List<@NonNull Lot> lots,
    @Description("How its orders reached us, the most frequent first.")
        List<@NonNull Way> orderChannels) {
  static final HabitsView NOT_ASKED = new HabitsView(List.of(), List.of(), List.of());

  @Name("PurchaseMonth")
  public record Month(
      @Description("1 to 12.") int month,
      int orderCount,
      @Description("Converted, net of credit notes; what has no rate is left out.")
          Money netRevenue) {}

  @Name("PurchaseLot")
  public record Lot(
      String category,
      String unit,
      @Description("The median quantity of a line.") Decimal typicalQuantity,
      @Description("Invoice lines with a quantity.") int lines) {}

  @Name("PurchaseOrderChannel")
  public record Way(
      @Description("Absent for orders of which nobody said it.") Optional<OrderChannel> channel,
      int orderCount) {}

  static HabitsView of(PurchaseHabits.Habits habits, Conversion conversion) {
    return new HabitsView(
        orNone(habits.months()).stream()
            .map(
                one ->
                    new Month(
                        one.month(),
                        one.orders(),
                        conversion.money(one.net() == null ? BigDecimal.ZERO : one.net())))
            .toList(),
        orNone(habits.lots()).stream()
            .map(
                one ->
                    new Lot(
                        one.category(),
                        one.unit(),
                        new Decimal(BigDecimal.valueOf(one.median())),
                        one.lines()))
            .toList(),
        orNone(habits.channels()).stream()
            .map(one -> new Way(Optional.ofNullable(one.channel()), one.orders()))
            .toList());
  }

  private static <T> List<T> orNone(@Nullable List<T> list) {
    return list == null ? List.of() : list;
  }
}
