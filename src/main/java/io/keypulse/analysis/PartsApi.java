package io.keypulse.analysis;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toMap;

import io.keypulse.platform.Batch;
import io.keypulse.platform.Page;
import io.keypulse.platform.Selection;
import io.keypulse.staff.Colleagues;
import io.keypulse.staff.EmployeeView;
import io.keypulse.team.TeamRegister;
import io.keypulse.team.TeamView;
import io.smallrye.graphql.api.Nullable;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Source;

@GraphQLApi
public class PartsApi {
  @Inject PartsOfScope partsOf;
  @Inject Promises promises;
  @Inject ToldStrata toldStrata;
  @Inject SharesOfPeople people;
  @Inject UnequalPeople unequal;
  @Inject KeptCounts kept;
  @Inject Counts counts;
  @Inject TeamRegister teams;
  @Inject Colleagues colleagues;

  @Description(
      "Which team, manager or segment is in trouble: the parts of these accounts, the worst first. of: TEAM unless said;"
          + " first: 1 to 100, 25 unless said.")
  @Transactional
  public List<PartsResult> byPart(
      @Source List<DissatisfactionView> asked,
      @Nullable @org.jspecify.annotations.Nullable PartKind of,
      @Nullable @org.jspecify.annotations.Nullable Integer first) {
    int most = Page.of("byPart", first, null).size();
    int times = Selection.objects();
    PartKind kind = of == null ? PartKind.TEAM : of;
    return asked.stream().map(one -> of(one.scope(), kind, most, times)).toList();
  }

  /** All parts of all kinds; for files. */
  List<PartsResult> whole(DissatisfactionView of) {
    return Stream.of(PartKind.values())
        .map(kind -> of(of.scope(), kind, Integer.MAX_VALUE, PartKind.values().length))
        .toList();
  }

  private PartsResult of(Scope scope, PartKind kind, int most, int times) {
    return promises
        .refuses(scope)
        .map(PartsResult.class::cast)
        .orElseGet(() -> told(scope, kind, most, times));
  }

  private PartsView told(Scope scope, PartKind kind, int most, int times) {
    List<PartOfScope> parts = partsOf.of(scope, kind);
    Map<String, ShareResult> shares = shares(scope, kind, parts);
    List<PartOfScope> shown =
        parts.stream().filter(part -> !(shares.get(part.key()) instanceof Suppressed)).toList();
    JudgedParts judged =
        promises.refusesCountOfAccounts(scope).isPresent()
            ? JudgedParts.NONE
            : JudgedParts.of(
                counts.equalAccounts(scope),
                shown.stream().collect(toMap(PartOfScope::key, PartOfScope::units)),
                times);
    Map<String, String> names = partsOf.names(parts, kind);
    return new PartsView(
        kind,
        parts.stream()
            .map(part -> view(part, kind, names, shares, judged))
            .sorted(
                Comparator.comparingInt(
                        (PartsView.Part part) ->
                            part.judged().map(PartsView.Judged::place).orElse(Integer.MAX_VALUE))
                    .thenComparing(PartsView.Part::name))
            .limit(most)
            .toList(),
        parts.size(),
        (int) shown.stream().filter(part -> part.units().answers() == 0).count(),
        parts.size() - shown.size(),
        judged.mean(),
        judged.compared(),
        judged.standing());
  }

  /**
   * Of each part, by its key. A part may be told where it cuts no cluster of the promise in two;
   * then all others together cut none either.
   */
  private Map<String, ShareResult> shares(Scope scope, PartKind kind, List<PartOfScope> parts) {
    Optional<Promise> promise = promises.of(scope.waveIds());
    Map<String, List<KeptCounts.Answered>> left =
        promise.isEmpty()
            ? Map.of()
            : kept.answeredOfParts(scope, kind).stream()
                .collect(
                    groupingBy(
                        KeptCounts.OfPart::part, mapping(KeptCounts.OfPart::answered, toList())));
    Map<String, List<UnequalPeople.Alike>> accounts = unequal.ofParts(scope, kind);
    Map<String, ShareResult> shares = new HashMap<>();
    for (PartOfScope part : parts) {
      Optional<Suppressed> refused = promise.flatMap(one -> refuses(one, part, left));
      shares.put(
          part.key(),
          Disclosure.unless(
              refused,
              () ->
                  people.ofPart(
                      part.scope(), toldStrata.ofPart(scope, part), part.among(accounts))));
    }
    return shares;
  }

  private static Optional<Suppressed> refuses(
      Promise promise, PartOfScope part, Map<String, List<KeptCounts.Answered>> left) {
    return promise
        .refuses(part.scope())
        .or(() -> promise.refuses(KeptCounts.Answered.together(part.among(left))));
  }

  private static PartsView.Part view(
      PartOfScope part,
      PartKind kind,
      Map<String, String> names,
      Map<String, ShareResult> shares,
      JudgedParts judged) {
    Tally all = part.all();
    boolean named = !part.key().isEmpty();
    return new PartsView.Part(
        Objects.requireNonNull(names.get(part.key())),
        all.population(),
        all.drawn(),
        all.answered(),
        Objects.requireNonNull(shares.get(part.key())),
        judged.of(part.key()),
        kind == PartKind.TEAM ? Integer.valueOf(part.key()) : null,
        kind == PartKind.MANAGER && named ? Integer.valueOf(part.key()) : null);
  }

  @Description("Of a breakdown by TEAM.")
  @Transactional
  public @Nullable List<@org.jspecify.annotations.Nullable TeamView> team(
      @Source List<PartsView.Part> asked) {
    return Batch.eachOrNull(asked, PartsView.Part::teamKey, teams::views);
  }

  @Description("Of a breakdown by MANAGER; null for accounts that nobody leads.")
  @Transactional
  public @Nullable List<@org.jspecify.annotations.Nullable EmployeeView> manager(
      @Source List<PartsView.Part> asked) {
    return Batch.eachOrNull(asked, PartsView.Part::managerKey, colleagues::byIds);
  }
}
