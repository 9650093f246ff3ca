package io.keypulse.trade;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;

import io.keypulse.account.AccountView;
import io.keypulse.platform.Period;
import io.smallrye.graphql.api.Nullable;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Source;

@GraphQLApi
public class TradeApi {
  @Inject Purchases purchases;
  @Inject InstantSource clock;

  @Description(
      "What it bought in the period, the twelve months until today unless said. INVALID for a period that is none.")
  @Transactional
  public List<PurchasesView> purchases(
      @Source List<AccountView> accounts, @Nullable Period period) {
    LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    Period asked = period == null ? Period.yearTo(today) : period.checked("period");
    LocalDate from = asked.from();
    LocalDate to = asked.to().isAfter(today) ? today : asked.to();
    LocalDate before = from.minusDays(ChronoUnit.DAYS.between(from, asked.to()) + 1);

    List<Integer> keys = accounts.stream().map(AccountView::key).toList();
    Map<Integer, Purchases.Rhythm> rhythms =
        purchases.rhythms(keys, from, to).stream()
            .collect(toMap(Purchases.Rhythm::accountId, rhythm -> rhythm));
    Map<Integer, List<Purchases.Category>> categories =
        purchases.categories(keys, before, from, to).stream()
            .collect(groupingBy(Purchases.Category::accountId));
    Map<Integer, List<Purchases.Part>> parts =
        purchases.parts(keys, from, to).stream().collect(groupingBy(Purchases.Part::accountId));
    return keys.stream()
        .map(
            key ->
                PurchasesView.of(
                    from,
                    to,
                    rhythms.get(key),
                    categories.getOrDefault(key, List.of()),
                    parts.getOrDefault(key, List.of())))
        .toList();
  }
}
