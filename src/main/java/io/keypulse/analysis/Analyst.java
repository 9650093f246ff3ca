package io.keypulse.analysis;

import static java.util.stream.Collectors.toMap;

import io.keypulse.survey.Aspect;
import io.keypulse.survey.Satisfaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Counts in SQL, judges in {@code stats}. */
@ApplicationScoped
class Analyst {
  private static final int MOST_ACCOUNTS = 100;

  @Inject Counts counts;

  DissatisfactionView judge(Scope scope, List<Aspect> aspects) {
    Counts.Frame frame = counts.frame(scope);
    Map<Integer, Integer> byScore =
        counts.distribution(scope).stream()
            .collect(toMap(point -> (int) point.overall(), Counts.Point::count));
    List<DissatisfactionView.Point> distribution =
        Arrays.stream(Satisfaction.values())
            .map(
                level -> new DissatisfactionView.Point(level, byScore.getOrDefault(level.score, 0)))
            .toList();
    int answered = distribution.stream().mapToInt(DissatisfactionView.Point::count).sum();
    int withOpinion = answered - byScore.getOrDefault(Satisfaction.NO_OPINION.score, 0);
    int dissatisfied =
        distribution.stream()
            .filter(point -> point.answer().isDissatisfied())
            .mapToInt(DissatisfactionView.Point::count)
            .sum();
    return new DissatisfactionView(
        frame.population(),
        frame.drawn(),
        answered,
        frame.drawn() == 0 ? Optional.empty() : Optional.of((double) answered / frame.drawn()),
        distribution,
        EstimateView.of(dissatisfied, withOpinion, answered, frame.population()),
        byAspect(scope, aspects, frame.population()),
        byAccount(scope),
        scope.waveId());
  }

  private List<DissatisfactionView.AspectDissatisfaction> byAspect(
      Scope scope, List<Aspect> aspects, int population) {
    return counts.byPlace(scope).stream()
        .map(
            rated -> {
              Aspect aspect = aspects.get(rated.place() - 1);
              return new DissatisfactionView.AspectDissatisfaction(
                  aspect,
                  aspect.level,
                  rated.answered(),
                  EstimateView.of(
                      rated.dissatisfied(), rated.withOpinion(), rated.answered(), population));
            })
        .toList();
  }

  private List<DissatisfactionView.AccountDissatisfaction> byAccount(Scope scope) {
    return counts.byAccount(scope, MOST_ACCOUNTS).stream()
        .map(
            account ->
                new DissatisfactionView.AccountDissatisfaction(
                    account.answered(),
                    EstimateView.of(
                        account.dissatisfied(),
                        account.withOpinion(),
                        account.answered(),
                        account.population()),
                    account.accountId()))
        .toList();
  }
}
