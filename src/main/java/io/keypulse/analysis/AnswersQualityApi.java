package io.keypulse.analysis;

import io.keypulse.survey.Satisfaction;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Source;

@GraphQLApi
public class AnswersQualityApi {
  @Inject Counts counts;
  @Inject Careless careless;
  @Inject Promises promises;
  @Inject ToldStrata toldStrata;
  @Inject SharesOfPeople people;

  @Description("How its answers were given, and what they say without those that are worth a look.")
  @Transactional
  public List<AnswersQualityResult> quality(@Source List<DissatisfactionView> asked) {
    return asked.stream().map(one -> quality(one.scope())).toList();
  }

  private AnswersQualityResult quality(Scope scope) {
    return promises
        .refuses(scope)
        .map(AnswersQualityResult.class::cast)
        .orElseGet(() -> counted(scope));
  }

  private AnswersQualityView counted(Scope scope) {
    List<Tally> strata = counts.tallies(scope);
    List<Careless.Given> given = careless.given(scope);
    Optional<Suppressed> refused = promises.refusesWithoutCheck(scope);
    List<Tally> without =
        refused.isPresent()
            ? List.of()
            : toldStrata.withoutCheck(
                scope, strata.stream().map(stratum -> without(stratum, given)).toList());
    return new AnswersQualityView(
        strata.stream().mapToInt(Tally::answered).sum(),
        sum(given, Careless.Given::straightLines),
        sum(given, Careless.Given::fast),
        sum(given, Careless.Given::check),
        Disclosure.unless(
            refused,
            () -> people.unweighted(scope, DisclosureOfPeople.of(without, Tally::dissatisfied))),
        Disclosure.unless(
            refused,
            () -> people.unweighted(scope, DisclosureOfPeople.of(without, Tally::satisfied))));
  }

  private static Tally without(Tally stratum, List<Careless.Given> given) {
    Tally left = stratum;
    for (Careless.Given some : given) {
      if (some.stratum().equals(stratum.stratum())) {
        left = left.without(Satisfaction.of(some.overall()), some.check());
      }
    }
    return left;
  }

  private static int sum(List<Careless.Given> given, ToIntFunction<Careless.Given> part) {
    return given.stream().mapToInt(part).sum();
  }
}
