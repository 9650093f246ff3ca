package io.keypulse.analysis;

import static java.util.stream.Collectors.toMap;

import io.keypulse.survey.Aspect;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Source;

@GraphQLApi
public class AspectApi {
  @Inject Counts counts;
  @Inject Disclosure disclosure;

  @Description(
      "With what they are dissatisfied; aspects that nobody marked, or too few where answers are confidential, are left"
          + " out.")
  @Transactional
  public List<List<AspectView>> byAspect(@Source List<DissatisfactionView> asked) {
    return asked.stream().map(this::aspects).toList();
  }

  private List<AspectView> aspects(DissatisfactionView of) {
    List<Counts.Rated> rated =
        shown(of.scope(), counts::byAspect).stream()
            .sorted(
                Comparator.comparingInt(Counts.Rated::accounts)
                    .reversed()
                    .thenComparing(one -> Aspect.valueOf(one.name())))
            .toList();
    int complaints = rated.stream().mapToInt(Counts.Rated::accounts).sum();
    int reasons = counts.accountsWithReasons(of.scope());
    List<AspectView> aspects = new ArrayList<>();
    int sum = 0;
    int place = 0;
    for (Counts.Rated one : rated) {
      boolean tied = !aspects.isEmpty() && aspects.getLast().accounts() == one.accounts();
      place = tied ? place : aspects.size() + 1;
      sum += one.accounts();
      Aspect aspect = Aspect.valueOf(one.name());
      aspects.add(
          new AspectView(
              aspect,
              aspect.level,
              place,
              one.answered(),
              share(of, one),
              one.accounts(),
              reasons == 0 ? 0 : (double) one.accounts() / reasons,
              complaints == 0 ? 0 : (double) sum / complaints));
    }
    return aspects;
  }

  private List<Counts.Rated> shown(Scope scope, Function<Scope, List<Counts.Rated>> count) {
    return disclosure.refuses(scope).isPresent()
        ? List.of()
        : count.apply(scope).stream()
            .filter(one -> !disclosure.isTooSmall(scope, one.answered()))
            .toList();
  }

  private static ShareResult share(DissatisfactionView of, Counts.Rated rated) {
    return Disclosure.ofPeople(
        rated.dissatisfied(),
        rated.withOpinion(),
        of.population() - (rated.answered() - rated.withOpinion()));
  }

  @Description("In order: PRICE, QUALITY, CULTURE, BRAND.")
  @Transactional
  public List<List<AspectView.OfLevel>> byLevel(@Source List<DissatisfactionView> asked) {
    return asked.stream().map(this::levels).toList();
  }

  private List<AspectView.OfLevel> levels(DissatisfactionView of) {
    Map<String, Counts.Rated> rated =
        shown(of.scope(), counts::byLevel).stream().collect(toMap(Counts.Rated::name, one -> one));
    return Arrays.stream(Aspect.Level.values())
        .filter(level -> rated.containsKey(level.name()))
        .map(
            level -> {
              Counts.Rated one = Objects.requireNonNull(rated.get(level.name()));
              return new AspectView.OfLevel(level, share(of, one), one.accounts());
            })
        .toList();
  }
}
