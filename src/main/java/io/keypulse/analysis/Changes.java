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
    Map<Aspect, Compared> byAspect,
    Optional<Double> onlyWhoAnswered) {
  private List<Compared> all() {
    return Stream.concat(
            Stream.of(sameAccounts, differentAccounts, people).flatMap(Optional::stream),
            byAspect.values().stream())
        .toList();
  }

  boolean isEmpty() {
    return all().isEmpty();
  }

  /**
   * @param times how many scopes the request compares
   */
  ChangeView told(int times, List<Integer> before) {
    Iterator<Double> p =
        ManyTests.benjaminiHochberg(all().stream().map(Compared::p).toList()).iterator();
    List<ChangeView.Comparison> told = new ArrayList<>();
    for (Compared one : all()) {
      told.add(one.adjusted(Math.min(1, p.next() * times)));
    }
    Iterator<ChangeView.Comparison> next = told.iterator();
    Optional<ChangeView.Comparison> same = sameAccounts.map(any -> next.next());
    Optional<ChangeView.Comparison> different = differentAccounts.map(any -> next.next());
    Optional<ChangeView.Comparison> ofPeople = people.map(any -> next.next());
    return new ChangeView(
        same,
        different,
        ofPeople,
        byAspect.keySet().stream()
            .map(aspect -> new ChangeView.OfAspect(aspect, next.next()))
            .toList(),
        told.size(),
        (int)
            told.stream()
                .filter(one -> one.direction() != ChangeView.Direction.CANNOT_TELL)
                .count(),
        onlyWhoAnswered,
        before);
  }
}
