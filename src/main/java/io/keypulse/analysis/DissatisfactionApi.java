package io.keypulse.analysis;

import static java.util.stream.Collectors.toMap;

import io.keypulse.platform.Batch;
import io.keypulse.platform.CompanyScope;
import io.keypulse.platform.LineScope;
import io.keypulse.platform.Period;
import io.keypulse.response.AnswerLog;
import io.keypulse.response.AnswerView;
import io.keypulse.response.OutcomeRatesView;
import io.keypulse.survey.Satisfaction;
import io.keypulse.survey.SurveyProgramView;
import io.keypulse.survey.Surveyor;
import io.keypulse.wave.WaveLog;
import io.keypulse.wave.WaveView;
import io.smallrye.graphql.api.Nullable;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Query;
import org.eclipse.microprofile.graphql.Source;

@GraphQLApi
public class DissatisfactionApi {
  private static final int MOST_ANSWERS = 100;

  @Inject Scopes scopes;
  @Inject Counts counts;
  @Inject Promises promises;
  @Inject ToldStrata toldStrata;
  @Inject SharesOfPeople people;
  @Inject WaveLog waves;
  @Inject AnswerLog log;
  @Inject Surveyor surveyor;

  @Query("dissatisfaction")
  @Description(
      "In a wave, in those opened in a period, or, when neither is named, in the one wave that was opened last among those that drew anybody: of this"
          + " program, or of whatever program when none is named; wave and programs tell which. A confidential wave that is not"
          + " settled yet (STILL_OPEN) is asked about by its name only. Over all accounts this viewer"
          + " sees, or those of a company or its group, a team, a manager (accounts they lead themselves; with line also those"
          + " led by who reports to them, DIRECT, or by everybody below, TREE, and those that nobody leads and one of them"
          + " answers for: the nearest above the last lead, else the top of the line), a segment. Null when there is no such wave yet.")
  @Transactional
  public Optional<DissatisfactionView> dissatisfaction(
      @Nullable @Id @org.jspecify.annotations.Nullable String waveId,
      @Nullable @Id @org.jspecify.annotations.Nullable String programId,
      @Nullable @org.jspecify.annotations.Nullable Period period,
      @Nullable @Id @org.jspecify.annotations.Nullable String accountId,
      @Nullable @org.jspecify.annotations.Nullable CompanyScope scope,
      @Nullable @Id @org.jspecify.annotations.Nullable String teamId,
      @Nullable @Id @org.jspecify.annotations.Nullable String managerId,
      @Nullable @org.jspecify.annotations.Nullable LineScope line,
      @Nullable @org.jspecify.annotations.Nullable String segment) {
    return scopes
        .of(
            new Scopes.When(waveId, programId, period),
            new Scopes.Whom(accountId, scope, teamId, managerId, line, segment))
        .map(this::judged);
  }

  private DissatisfactionView judged(Scope scope) {
    List<Tally> strata = counts.tallies(scope);
    Tally all = strata.stream().reduce(Tally.NOTHING, Tally::plus);
    Optional<Suppressed> refused = promises.refuses(scope);
    List<Tally> told = refused.isPresent() ? List.of() : toldStrata.of(scope, strata);
    List<Counts.EqualAccounts> accounts = counts.equalAccounts(scope);
    return new DissatisfactionView(
        scope.waveIds().size(),
        scope.complete(),
        all.population(),
        all.drawn(),
        all.answered(),
        all.phone(),
        refused.isPresent() ? Optional.empty() : Optional.of(all.noOpinion()),
        refused.isPresent() ? List.of() : distribution(all),
        Disclosure.unless(refused, () -> people.dissatisfied(scope, told)),
        Disclosure.unless(refused, () -> people.satisfied(scope, told)),
        Disclosure.unless(
            promises.refusesCountOfAccounts(scope), () -> Disclosure.ofAccounts(accounts, strata)),
        scope);
  }

  static List<DissatisfactionView.Point> distribution(Tally tally) {
    return Arrays.stream(Satisfaction.values())
        .map(answer -> new DissatisfactionView.Point(answer, tally.of(answer)))
        .toList();
  }

  @Description(
      "All answers themselves, those without an opinion among them, where those with an opinion are fewer than five and"
          + " nobody was promised confidence: the newest first, 100 at most.")
  @Transactional
  public List<List<@NonNull AnswerView>> fewAnswers(@Source List<DissatisfactionView> asked) {
    return asked.stream()
        .map(
            one ->
                one.dissatisfied() instanceof InsufficientData few
                        && few.have() < Disclosure.FEWEST_TO_COUNT
                        && promises.of(one.scope().waveIds()).isEmpty()
                    ? log.answers(counts.newest(one.scope(), MOST_ANSWERS))
                    : List.<AnswerView>of())
        .toList();
  }

  @Description("The newest of its waves; the only one unless a period was asked for.")
  @Transactional
  public List<WaveView> wave(@Source List<DissatisfactionView> asked) {
    return Batch.each(asked, one -> one.scope().waveIds().getFirst(), waves::waves);
  }

  @Description("Whose waves these are, by name.")
  @Transactional
  public List<List<@NonNull SurveyProgramView>> programs(@Source List<DissatisfactionView> asked) {
    Map<Integer, Integer> programOf =
        waves
            .waves(asked.stream().flatMap(one -> one.scope().waveIds().stream()).toList())
            .values()
            .stream()
            .collect(toMap(WaveView::key, WaveView::programId));
    Map<Integer, SurveyProgramView> known = surveyor.programs(List.copyOf(programOf.values()));
    return asked.stream()
        .map(
            one ->
                one.scope().waveIds().stream()
                    .map(programOf::get)
                    .distinct()
                    .flatMap(id -> Stream.ofNullable(known.get(id)))
                    .sorted(Comparator.comparing(SurveyProgramView::name))
                    .toList())
        .toList();
  }

  @Description(
      "What became of those who were drawn. Where what they said is not told, neither is who of them left an aspect out"
          + " (tellsPartial): everybody who answered counts as complete, and RR1, RR3 and RR5 are absent.")
  @Transactional
  public List<OutcomeRatesView> responseRates(@Source List<DissatisfactionView> asked) {
    return asked.stream().map(one -> outcome(one.scope())).toList();
  }

  private OutcomeRatesView outcome(Scope scope) {
    OutcomeRatesView rates =
        OutcomeRatesView.of(
            counts.dispositions(scope).stream()
                .collect(toMap(Counts.Disposed::disposition, Counts.Disposed::people)));
    return promises.refuses(scope).isPresent() ? rates.withoutPartial() : rates;
  }
}
