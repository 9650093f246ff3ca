package io.keypulse.trade;

import io.keypulse.platform.Invariant;
import io.keypulse.platform.RefusalCode;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** What the database keeps true about purchases and exchange rates. */
@ApplicationScoped
class TradeRules implements Invariant.Of {
  @Override
  public List<Invariant> invariants() {
    return List.of(
        new Invariant(
            "purchase_credit_note_takes_back",
            RefusalCode.INVALID,
            "netAmount",
            "net_amount",
            "Write the amounts of a credit note as negative numbers."),
        new Invariant(
            "purchase_quantity_has_a_unit",
            RefusalCode.INVALID,
            "unit",
            "unit",
            "Give a quantity together with its unit, or neither."),
        new Invariant(
            "exchange_rate_once_a_day",
            RefusalCode.ALREADY_EXISTS,
            "on",
            "date",
            "There is a rate of these currencies for this day under another external id; change that one."),
        new Invariant(
            "exchange_rate_between_two",
            RefusalCode.INVALID,
            "quote",
            "quote",
            "Name another currency than the base."));
  }
}
