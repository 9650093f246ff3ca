package io.keypulse.analysis;

import io.keypulse.stats.ManyTests;
import io.keypulse.survey.Aspect;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What is compared of one scope.
 *
 * @param people where nothing may be told of accounts
 * @param byAspect in the order in which aspects are told
 */
record Changes(
    Optional<Compared> sameAccounts,
    Optional<Compared> differentAccounts,
    Optional<Compared> people,
    Optional<ComparedScale> wholeScale,
    Map<Aspect, Compared> byAspect,
    Optional<Double> onlyWhoAnswered) {
  private List<Compared> all() {
    return Stream.concat(
            Stream.of(sameAccounts, differentAccounts, people).flatMap(Optional::stream),
            byAspect.values().stream())
        .toList();
  }

  private List<Double> p() {
    return Stream.concat(all().stream().map(Compared::p), wholeScale.stream().map(ComparedScale::p))
        .toList();
  }

  boolean isEmpty() {
    return p().isEmpty();
  }

  /**
   * @param times how many scopes the request compares
   */
  ChangeView told(int times, List<Integer> before) {
    Iterator<Double> p = ManyTests.benjaminiHochberg(p()).iterator();
    List<ChangeView.Comparison> told = new ArrayList<>();
    for (Compared one : all()) {
      told.add(one.adjusted(Math.min(1, p.next() * times)));
    }
    Optional<ChangeView.WholeScale> scale =
        wholeScale.map(one -> one.adjusted(Math.min(1, p.next() * times)));
    Iterator<ChangeView.Comparison> next = told.iterator();
    Optional<ChangeView.Comparison> same = sameAccounts.map(any -> next.next());
    Optional<ChangeView.Comparison> different = differentAccounts.map(any -> next.next());
    Optional<ChangeView.Comparison> ofPeople = people.map(any -> next.next());
    return new ChangeView(
        same,
        different,
        ofPeople,
        scale,
        byAspect.keySet().stream()
            .map(aspect -> new ChangeView.OfAspect(aspect, next.next()))
            .toList(),
        p().size(),
        (int)
            Stream.concat(
                    told.stream().map(ChangeView.Comparison::direction),
                    scale.stream().map(ChangeView.WholeScale::direction))
                .filter(direction -> direction != ChangeView.Direction.CANNOT_TELL)
                .count(),
        onlyWhoAnswered,
        before);
  }
}
