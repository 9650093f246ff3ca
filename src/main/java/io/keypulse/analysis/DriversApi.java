package io.keypulse.analysis;

import static java.util.stream.Collectors.toMap;

import io.keypulse.stats.Drivers;
import io.keypulse.stats.Outcome;
import io.keypulse.survey.Aspect;
import io.smallrye.graphql.api.Nullable;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Source;

@GraphQLApi
public class DriversApi {
  static final int FEWEST = 60;
  static final int FEWEST_FOR_PLACES = 200;
  private static final int FEWEST_DISSATISFIED = 20;
  private static final int MOST = 100_000;
  private static final int RESAMPLES = 1_000;
  private static final double RANGE = 0.9;
  private static final double LEAST_EXPLAINED = 0.1;
  private static final double MANY_LOST = 0.2;

  @Inject Counts counts;
  @Inject ChosenAnswers chosen;
  @Inject Promises promises;
  @Inject AspectApi aspects;

  @Description(
      "From 60 answers on which aspects are among the top three, from 200 on in which places: of how satisfied people"
          + " are unless said, else of who is dissatisfied, where at least 20 are. Of more than 100,000 answers it is told from"
          + " 100,000, chosen by a hash of whom they come from: the same each time; of tells how many there are.")
  @Transactional
  public List<DriversResult> drivers(
      @Source List<DissatisfactionView> asked,
      @Nullable DriversView.@org.jspecify.annotations.Nullable Outcome outcome) {
    boolean complaints = outcome == DriversView.Outcome.DISSATISFACTION;
    return asked.stream().map(one -> drivers(one, complaints)).toList();
  }

  private DriversResult drivers(DissatisfactionView of, boolean complaints) {
    Optional<Suppressed> refused = promises.refuses(of.scope());
    if (refused.isPresent()) {
      return refused.get();
    }
    int all = counts.tallies(of.scope()).stream().mapToInt(Tally::withOpinion).sum();
    MarkedAnswers answers = MarkedAnswers.of(chosen.of(of.scope(), MOST, all));
    if (complaints && answers.dissatisfied() < FEWEST_DISSATISFIED) {
      return Disclosure.tooFew(answers.dissatisfied(), FEWEST_DISSATISFIED);
    }
    MarkedAnswers marked = complaints ? answers.asComplaints() : answers;
    List<Aspect> often = marked.often();
    if (often.isEmpty()) {
      return Disclosure.tooFew(0, FEWEST);
    }
    MarkedAnswers complete = marked.complete(often);
    int incomplete = marked.all().size() - complete.all().size();
    MarkedAnswers used = incomplete > MANY_LOST * marked.all().size() ? marked : complete;
    return switch (used.by(often).explain()) {
      case Outcome.Undefined<Drivers.Explained>(Outcome.Reason reason) ->
          undefined(reason, complete.all().size());
      case Outcome.Known<Drivers.Explained>(Drivers.Explained found) -> {
        if (found.answers() < FEWEST) {
          yield Disclosure.tooFew(found.answers(), FEWEST);
        }
        yield found.rSquared() < LEAST_EXPLAINED
            ? new InsufficientData(WithheldReason.NOT_EXPLAINED, found.answers(), FEWEST)
            : told(of, all, often, used, incomplete, found);
      }
    };
  }

  private static InsufficientData undefined(Outcome.Reason reason, int have) {
    return switch (reason) {
      case COLLINEAR -> new InsufficientData(WithheldReason.DRIVERS_MOVE_TOGETHER, have, FEWEST);
      case NO_VARIATION -> new InsufficientData(WithheldReason.NO_VARIATION, have, FEWEST);
      case NOTHING_EXPLAINED ->
          have < FEWEST
              ? Disclosure.tooFew(have, FEWEST)
              : new InsufficientData(WithheldReason.NOT_EXPLAINED, have, FEWEST);
      default -> Disclosure.tooFew(have, FEWEST);
    };
  }

  /**
   * @param all answers with an opinion; some more may have come since
   */
  private DriversView told(
      DissatisfactionView of,
      int all,
      List<Aspect> often,
      MarkedAnswers used,
      int incomplete,
      Drivers.Explained explained) {
    long seed = of.scope().waveIds().hashCode();
    Importance importance =
        new Importance(
            explained,
            explained.answers() < FEWEST_FOR_PLACES
                ? List.of()
                : used.by(often).places(RESAMPLES, seed, RANGE).optional().orElse(List.of()));
    Set<String> top = Importance.top(explained);
    boolean sensitive =
        used.byRanks(often).explain().optional().map(Importance::top).stream()
            .anyMatch(other -> !other.equals(top));
    return new DriversView(
        explained.answers(),
        Math.max(all, used.all().size()),
        incomplete,
        used.all().stream().anyMatch(one -> !one.hasAll(often)),
        explained.rSquared(),
        importance.tellsPlaces() ? DriversView.Certainty.PLACES : DriversView.Certainty.TOP_THREE,
        Long.toString(seed),
        sensitive,
        importance.against(
            aspects.byAspect(List.of(of)).getFirst().stream()
                .collect(toMap(AspectView::aspect, AspectView::dissatisfied))),
        leftOut(of, explained));
  }

  private List<Aspect> leftOut(DissatisfactionView of, Drivers.Explained explained) {
    List<String> used = explained.drivers().stream().map(Drivers.Driver::name).toList();
    return counts.byAspect(of.scope()).stream()
        .filter(rated -> !used.contains(rated.name()))
        .map(rated -> Aspect.valueOf(rated.name()))
        .sorted()
        .toList();
  }
}
