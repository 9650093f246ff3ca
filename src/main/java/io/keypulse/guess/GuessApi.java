package io.keypulse.guess;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toMap;

import io.keypulse.account.AccountView;
import io.keypulse.account.Customers;
import io.keypulse.analysis.AccountAnswers;
import io.keypulse.platform.Batch;
import io.keypulse.platform.CurrentViewer;
import io.keypulse.platform.GlobalId;
import io.keypulse.platform.Period;
import io.keypulse.platform.Refused;
import io.keypulse.platform.Today;
import io.keypulse.staff.Colleagues;
import io.keypulse.staff.EmployeeView;
import io.keypulse.survey.Satisfaction;
import io.keypulse.team.TeamRights;
import io.keypulse.wave.WaveLog;
import io.keypulse.wave.WaveState;
import io.keypulse.wave.WaveView;
import io.smallrye.graphql.api.Nullable;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Input;
import org.eclipse.microprofile.graphql.Mutation;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Source;

@GraphQLApi
public class GuessApi {
  @Inject Guesses guesses;
  @Inject AccountAnswers answers;
  @Inject Customers customers;
  @Inject Colleagues colleagues;
  @Inject WaveLog waves;
  @Inject TeamRights rights;
  @Inject CurrentViewer viewer;
  @Inject Today today;
  @Inject InstantSource clock;

  @Input("AccountGuessSetInput")
  public record Set(
      @Id String accountId,
      @Id String waveId,
      @Description("The answer in the middle of the account's people; not NO_OPINION.")
          Satisfaction expected,
      @Description("0 for the first guess.") int expectedVersion) {}

  @Mutation("accountGuessSet")
  @Description(
      "What the lead of the account's team expects, until the first answer of the account is in; WRONG_STATE from then on, and while it is archived.")
  @Transactional
  public GuessView accountGuessSet(Set input) {
    viewer.requireToChange();
    AccountView account =
        customers.living(
            GlobalId.parseInt(AccountView.TYPE, input.accountId(), "accountId"), "accountId");
    int lead = rights.requireLead(account.teamId());
    WaveView wave =
        waves
            .wave(GlobalId.parseInt(WaveView.TYPE, input.waveId(), "waveId"))
            .orElseThrow(() -> Refused.notFound("waveId", "There is no such wave."));
    if (wave.state() == WaveState.CLOSED) {
      throw Refused.wrongState("waveId", "This wave is closed.");
    }
    if (input.expected() == Satisfaction.NO_OPINION) {
      throw Refused.invalid("expected", "Choose one of the four answers with an opinion.");
    }
    return guesses
        .set(
            account.key(),
            wave.key(),
            input.expected().score,
            lead,
            input.expectedVersion(),
            clock.instant())
        .flatMap(guesses::byId)
        .map(guess -> views(List.of(guess)).getFirst())
        .orElseThrow(() -> refusal(account.key(), wave.key()));
  }

  private Refused refusal(int accountId, int waveId) {
    if (!guesses.isDrawn(accountId, waveId)) {
      return Refused.invalid("accountId", "Nobody of this account was drawn in this wave.");
    }
    if (guesses.hasAnswered(accountId, waveId)) {
      return Refused.wrongState("accountId", "The first answer of this account is in.");
    }
    return Refused.conflict(guesses.of(accountId, waveId).map(Guesses.Guess::version).orElse(0));
  }

  @Name("guesses")
  @Description("What was expected of this account, the newest wave first.")
  @Transactional
  public List<List<@NonNull GuessView>> ofAccounts(@Source List<AccountView> accounts) {
    List<Guesses.Guess> found =
        guesses.ofAccounts(accounts.stream().map(AccountView::key).distinct().toList());
    List<GuessView> views = views(found);
    Map<Integer, List<GuessView>> byAccount =
        IntStream.range(0, found.size())
            .boxed()
            .collect(
                groupingBy(place -> found.get(place).accountId(), mapping(views::get, toList())));
    return Batch.lists(accounts, AccountView::key, byAccount);
  }

  @Description(
      "How right this person's guesses were about waves opened in the period, the twelve months until today unless said."
          + " INVALID for a period that is none.")
  @Transactional
  public List<GuessRecordView> guessRecord(
      @Source List<EmployeeView> people,
      @Nullable @org.jspecify.annotations.Nullable Period period) {
    Period asked = period == null ? Period.yearTo(today.get()) : period.checked("period");
    Map<Integer, List<GuessOutcome>> outcomes =
        views(
                guesses.ofPeople(
                    people.stream().map(EmployeeView::key).distinct().toList(),
                    asked.from(),
                    asked.to()))
            .stream()
            .collect(groupingBy(GuessView::guessedByKey, mapping(GuessView::outcome, toList())));
    return people.stream()
        .map(one -> GuessRecordView.of(outcomes.getOrDefault(one.key(), List.of())))
        .toList();
  }

  @Transactional
  public List<EmployeeView> guessedBy(@Source List<GuessView> asked) {
    return Batch.each(asked, GuessView::guessedByKey, colleagues::byIds);
  }

  @Transactional
  public List<WaveView> wave(@Source List<GuessView> asked) {
    return Batch.each(asked, GuessView::waveKey, waves::waves);
  }

  private List<GuessView> views(List<Guesses.Guess> found) {
    Map<AccountAnswers.Asked, AccountAnswers.Given> given =
        answers.of(found.stream().map(GuessApi::asked).toList()).stream()
            .collect(
                toMap(one -> new AccountAnswers.Asked(one.accountId(), one.waveId()), one -> one));
    return found.stream().map(guess -> GuessView.of(guess, given.get(asked(guess)))).toList();
  }

  private static AccountAnswers.Asked asked(Guesses.Guess guess) {
    return new AccountAnswers.Asked(guess.accountId(), guess.waveId());
  }
}
