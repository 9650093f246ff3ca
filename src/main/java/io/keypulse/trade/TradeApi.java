package io.keypulse.trade;

import static java.util.stream.Collectors.toMap;

import io.keypulse.account.AccountView;
import io.keypulse.account.CompanyGroups;
import io.keypulse.platform.CompanyScope;
import io.keypulse.platform.Period;
import io.keypulse.platform.Refused;
import io.keypulse.platform.Selection;
import io.keypulse.platform.Today;
import io.smallrye.graphql.api.Nullable;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Source;

@GraphQLApi
public class TradeApi {
  @Inject PurchaseFigures figures;
  @Inject SalesStandings standings;
  @Inject PurchaseHabits purchaseHabits;
  @Inject CompanyGroups groups;
  @Inject TradeConfig config;
  @Inject Today today;

  @Description(
      "What it bought in the period, the twelve months until today unless said; of the company alone unless said;"
          + " converted into the company's currency unless said. INVALID for a period that is none or has not begun, and for a currency that is none.")
  @Transactional
  public List<PurchasesView> purchases(
      @Source List<AccountView> accounts,
      @Nullable @org.jspecify.annotations.Nullable Period period,
      @Nullable @org.jspecify.annotations.Nullable CompanyScope scope,
      @Nullable @org.jspecify.annotations.Nullable String currency) {
    Period asked = period == null ? Period.yearTo(today.get()) : period.checked("period");
    if (asked.from().isAfter(today.get())) {
      throw Refused.invalid("period", "Name a period that has begun.");
    }
    LocalDate to = asked.to().isAfter(today.get()) ? today.get() : asked.to();
    CompanyScope of = scope == null ? CompanyScope.SELF : scope;
    Map<Integer, CompanyGroups.Group> companies = companies(accounts, of, to);
    PurchaseFigures.Question question =
        question(asked, to, companies, Conversion.into(currency, config));

    Map<Integer, PurchaseFigures.Sums> sums = figures.sums(question);
    Map<Integer, SalesShareView> shares = shares(question, of);
    Map<Integer, PurchaseHabits.Habits> habits =
        Selection.has("habits") ? purchaseHabits.of(question) : Map.of();
    List<PurchasesView> found = new ArrayList<>();
    for (AccountView account : accounts) {
      int key = account.key();
      CompanyGroups.Group counted = Objects.requireNonNull(companies.get(key));
      found.add(
          PurchasesView.of(
              question,
              new PurchasesView.Counted(of, counted.accountIds().size(), counted.complete()),
              sums.getOrDefault(key, PurchaseFigures.Sums.NONE),
              shares.getOrDefault(key, SalesShareView.NOT_ASKED),
              HabitsView.of(
                  habits.getOrDefault(key, PurchaseHabits.Habits.NONE), question.conversion())));
    }
    return found;
  }

  private Map<Integer, CompanyGroups.Group> companies(
      List<AccountView> accounts, CompanyScope scope, LocalDate asOf) {
    List<Integer> keys = accounts.stream().map(AccountView::key).distinct().toList();
    Map<Integer, CompanyGroups.Group> found =
        scope == CompanyScope.GROUP ? groups.below(keys, asOf) : Map.of();
    return keys.stream()
        .collect(
            toMap(
                Function.identity(),
                key -> found.getOrDefault(key, new CompanyGroups.Group(List.of(key), true))));
  }

  private static PurchaseFigures.Question question(
      Period asked,
      LocalDate to,
      Map<Integer, CompanyGroups.Group> companies,
      Conversion conversion) {
    List<Integer> heads = new ArrayList<>();
    List<Integer> members = new ArrayList<>();
    companies.forEach(
        (head, group) -> {
          for (int member : group.accountIds()) {
            heads.add(head);
            members.add(member);
          }
        });
    long days = ChronoUnit.DAYS.between(asked.from(), to) + 1;
    return new PurchaseFigures.Question(
        heads,
        members,
        asked.from().minusDays(days),
        asked.from(),
        to,
        conversion,
        Selection.has("previous"));
  }

  private Map<Integer, SalesShareView> shares(
      PurchaseFigures.Question question, CompanyScope scope) {
    return Selection.has("salesShare")
        ? standings.of(question, scope == CompanyScope.GROUP).stream()
            .collect(toMap(SalesStandings.Standing::accountId, SalesShareView::of))
        : Map.of();
  }
}
