package io.keypulse.analysis;

import static java.util.stream.Collectors.toMap;

import io.keypulse.account.AccountView;
import io.keypulse.platform.GlobalId;
import io.keypulse.platform.Period;
import io.keypulse.platform.Today;
import io.keypulse.survey.SurveyProgramView;
import io.smallrye.graphql.api.Nullable;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
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
  @Inject ScopeLookup lookup;
  @Inject Promises promises;
  @Inject AnalysisConfig config;
  @Inject Today today;

  @Description(
      "By the newest answer of each of its people in the waves opened in the period, the twelve months until today"
          + " unless said; of one program or of all. INVALID for a period that is none.")
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
    Optional<Promise> promise = promises.of(scope.waveIds());
    return accounts.stream()
        .map(
            account ->
                result(
                    scope.ofAccounts(List.of(account.key())),
                    tallies.getOrDefault(Integer.toString(account.key()), Tally.NOTHING),
                    promise))
        .toList();
  }

  private SatisfactionResult result(Scope scope, Tally tally, Optional<Promise> promise) {
    return promise
        .flatMap(
            promised -> promised.refuses(scope).or(() -> promised.refuses(scope, tally.answered())))
        .map(SatisfactionResult.class::cast)
        .orElseGet(() -> SatisfactionView.of(tally, config.unhealthyFrom()));
  }
}
