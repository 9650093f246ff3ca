package io.keypulse.analysis;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toMap;

import io.keypulse.account.AccountView;
import io.keypulse.platform.GlobalId;
import io.keypulse.platform.Period;
import io.keypulse.platform.Today;
import io.keypulse.survey.SurveyProgramView;
import io.smallrye.graphql.api.Nullable;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Source;

@GraphQLApi
public class SatisfactionApi {
  @Inject Counts counts;
  @Inject KeptCounts kept;
  @Inject ScopeLookup lookup;
  @Inject Promises promises;
  @Inject AnalysisConfig config;
  @Inject Today today;

  @Description(
      "By the newest answer of each of its people in the waves opened in the period, the twelve months until today"
          + " unless said, and by each of those given in confidence; of one program or of all. INVALID for a period that is none.")
  @Transactional
  public List<SatisfactionResult> satisfaction(
      @Source List<AccountView> accounts,
      @Nullable @org.jspecify.annotations.Nullable Period period,
      @Nullable @Id @org.jspecify.annotations.Nullable String programId) {
    Period asked = period == null ? Period.yearTo(today.get()) : period.checked("period");
    Integer program =
        programId == null
            ? null
            : GlobalId.parseInt(SurveyProgramView.TYPE, programId, "programId");
    return results(
        new Scope(lookup.waves(program, asked.from(), asked.to()), null, null, null, true),
        accounts);
  }

  /** In the waves of this figure; for pages of later rooms. */
  public List<SatisfactionResult> satisfactionIn(
      DissatisfactionView figure, List<AccountView> accounts) {
    return results(figure.scope(), accounts);
  }

  private List<SatisfactionResult> results(Scope within, List<AccountView> accounts) {
    Scope scope = within.ofAccounts(accounts.stream().map(AccountView::key).distinct().toList());
    Map<String, Tally> tallies =
        counts.talliesOfAccounts(scope).stream().collect(toMap(Tally::stratum, tally -> tally));
    Map<Integer, Suppressed> refused = refused(scope, accounts);
    return accounts.stream().map(account -> result(account.key(), refused, tallies)).toList();
  }

  private SatisfactionResult result(
      int account, Map<Integer, Suppressed> refused, Map<String, Tally> tallies) {
    Suppressed why = refused.get(account);
    return why != null
        ? why
        : SatisfactionView.of(
            tallies.getOrDefault(Integer.toString(account), Tally.NOTHING), config.unhealthyFrom());
  }

  /** By account. */
  private Map<Integer, Suppressed> refused(Scope scope, List<AccountView> accounts) {
    Optional<Promise> promise = promises.of(scope.waveIds());
    if (promise.isEmpty()) {
      return Map.of();
    }
    Map<Integer, List<KeptCounts.Answered>> left =
        kept.answeredOfAccounts(scope).stream()
            .collect(
                groupingBy(
                    KeptCounts.OfAccount::accountId,
                    mapping(KeptCounts.OfAccount::answered, toList())));
    Map<Integer, Suppressed> refused = new HashMap<>();
    for (AccountView account : accounts) {
      promise
          .get()
          .refuses(scope.ofAccounts(List.of(account.key())))
          .or(() -> promise.get().refuses(left.getOrDefault(account.key(), List.of())))
          .ifPresent(why -> refused.put(account.key(), why));
    }
    return refused;
  }
}
