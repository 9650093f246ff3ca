package io.keypulse.analysis;

import static java.util.stream.Collectors.groupingBy;

import io.keypulse.account.AccountView;
import io.keypulse.account.ContactRole;
import io.keypulse.account.ContactView;
import io.keypulse.account.Customers;
import io.keypulse.platform.Batch;
import io.keypulse.platform.Period;
import io.keypulse.platform.Today;
import io.keypulse.stats.Agreement;
import io.keypulse.survey.Satisfaction;
import io.smallrye.graphql.api.Nullable;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.Source;

@GraphQLApi
public class InsideAccountApi {
  private static final int MONTHS_UNHEARD = 6;

  @Inject Histories histories;
  @Inject Customers customers;
  @Inject Today today;

  @Description(
      "Answers given in the period, the twelve months until today unless said. INVALID for a period that is none.")
  @Transactional
  public List<InsideAccountView> inside(
      @Source List<AccountView> accounts,
      @Nullable @org.jspecify.annotations.Nullable Period period) {
    Period asked = period == null ? Period.yearTo(today.get()) : period.checked("period");
    List<Integer> keys = accounts.stream().map(AccountView::key).distinct().toList();
    Map<Integer, List<Histories.Person>> people =
        histories.people(keys, asked.from(), asked.to()).stream()
            .collect(groupingBy(Histories.Person::accountId));
    return accounts.stream()
        .map(account -> of(people.getOrDefault(account.key(), List.of()), today.get()))
        .toList();
  }

  private static InsideAccountView of(List<Histories.Person> people, LocalDate today) {
    return new InsideAccountView(
        people.stream()
            .filter(person -> person.overall() != null)
            .sorted(Comparator.comparingInt(InsideAccountApi::overall))
            .map(
                person ->
                    new InsideAccountView.Voice(
                        role(person),
                        Satisfaction.of(overall(person)),
                        Objects.requireNonNull(person.answeredAt()).atOffset(ZoneOffset.UTC),
                        person.contactId()))
            .toList(),
        people.stream().mapToInt(Histories.Person::withheld).sum(),
        Arrays.stream(ContactRole.values())
            .map(role -> ofRole(role, of(people, role)))
            .filter(role -> role.people() > 0)
            .toList(),
        disagreement(people),
        buyersAndUsers(of(people, ContactRole.BUYER), of(people, ContactRole.USER)),
        unheard(people, today),
        silent(people));
  }

  private static InsideAccountView.OfRole ofRole(ContactRole role, List<Histories.Person> people) {
    return new InsideAccountView.OfRole(
        role,
        people.size(),
        (int) said(people).count(),
        number(people, Satisfaction::isDissatisfied),
        number(people, Satisfaction::isSatisfied));
  }

  private static Optional<InsideAccountView.Disagreement> disagreement(
      List<Histories.Person> people) {
    double[] scores = opinions(people);
    return Agreement.withinGroup(scores)
        .map(
            agreement -> {
              double lowest = Arrays.stream(scores).min().orElseThrow();
              double highest = Arrays.stream(scores).max().orElseThrow();
              return new InsideAccountView.Disagreement(
                  scores.length,
                  agreement,
                  Agreement.averageDeviation(scores).orElseThrow(),
                  (int) (highest - lowest),
                  number(people, Satisfaction::isDissatisfied) > 0
                      && number(people, Satisfaction::isSatisfied) > 0);
            })
        .optional();
  }

  private static Optional<InsideAccountView.BuyersAndUsers> buyersAndUsers(
      List<Histories.Person> buyers, List<Histories.Person> users) {
    double[] bought = opinions(buyers);
    double[] used = opinions(users);
    if (bought.length == 0 || used.length == 0) {
      return Optional.empty();
    }
    return Optional.of(
        new InsideAccountView.BuyersAndUsers(
            bought.length,
            number(buyers, Satisfaction::isDissatisfied),
            used.length,
            number(users, Satisfaction::isDissatisfied),
            Arrays.stream(used).average().orElseThrow()
                - Arrays.stream(bought).average().orElseThrow()));
  }

  private static List<InsideAccountView.Unheard> unheard(
      List<Histories.Person> people, LocalDate today) {
    return Arrays.stream(ContactRole.values())
        .map(role -> unheard(role, of(people, role), today))
        .filter(role -> role.people() > 0 || role.role() == ContactRole.DECISION_MAKER)
        .filter(role -> role.months().filter(months -> months < MONTHS_UNHEARD).isEmpty())
        .sorted(
            Comparator.comparing(
                role -> role.months().orElse(Integer.MAX_VALUE), Comparator.reverseOrder()))
        .toList();
  }

  private static InsideAccountView.Unheard unheard(
      ContactRole role, List<Histories.Person> people, LocalDate today) {
    Optional<LocalDate> last =
        people.stream()
            .map(Histories.Person::lastAnswered)
            .filter(Objects::nonNull)
            .map(InsideAccountApi::day)
            .max(Comparator.naturalOrder());
    return new InsideAccountView.Unheard(
        role, people.size(), last, last.map(day -> (int) ChronoUnit.MONTHS.between(day, today)));
  }

  private static List<InsideAccountView.Silent> silent(List<Histories.Person> people) {
    return people.stream()
        .filter(person -> person.missed() > 0)
        .sorted(Comparator.comparingInt(Histories.Person::missed).reversed())
        .map(
            person ->
                new InsideAccountView.Silent(
                    role(person),
                    person.asked() - person.missed(),
                    person.answered(),
                    person.missed(),
                    day(Objects.requireNonNull(person.lastAnswered())),
                    person.contactId()))
        .toList();
  }

  private static List<Histories.Person> of(List<Histories.Person> people, ContactRole role) {
    return people.stream().filter(person -> role(person) == role).toList();
  }

  private static double[] opinions(List<Histories.Person> people) {
    return said(people)
        .filter(answer -> answer != Satisfaction.NO_OPINION)
        .mapToDouble(answer -> answer.score)
        .toArray();
  }

  private static int number(List<Histories.Person> people, Predicate<Satisfaction> which) {
    return (int) said(people).filter(which).count();
  }

  private static Stream<Satisfaction> said(List<Histories.Person> people) {
    return people.stream()
        .filter(person -> person.overall() != null)
        .map(person -> Satisfaction.of(overall(person)));
  }

  private static int overall(Histories.Person person) {
    return Objects.requireNonNull(person.overall());
  }

  private static ContactRole role(Histories.Person person) {
    return ContactRole.valueOf(person.role());
  }

  private static LocalDate day(Instant time) {
    return LocalDate.ofInstant(time, ZoneOffset.UTC);
  }

  @Description("Masked for analysts.")
  @Transactional
  public List<ContactView> contact(@Source List<InsideAccountView.Voice> asked) {
    return Batch.each(asked, InsideAccountView.Voice::contactKey, customers::contacts);
  }

  @Name("contact")
  @Description("Masked for analysts.")
  @Transactional
  public List<ContactView> silentContact(@Source List<InsideAccountView.Silent> asked) {
    return Batch.each(asked, InsideAccountView.Silent::contactKey, customers::contacts);
  }
}
