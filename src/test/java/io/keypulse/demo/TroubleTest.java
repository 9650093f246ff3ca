package io.keypulse.demo;

import static java.util.Comparator.comparingDouble;
import static java.util.Comparator.comparingInt;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.keypulse.response.AnswerGiven;
import io.keypulse.stats.ManyTests;
import io.keypulse.stats.MeanChange;
import io.keypulse.stats.PairedShares;
import io.keypulse.stats.Shrinkage;
import io.keypulse.survey.Aspect;
import io.keypulse.survey.Satisfaction;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Whether what is wrong in the sample company is found, and nothing else. */
class TroubleTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);
  private static final List<SampleAccounts.Customer> CUSTOMERS =
      new SampleAccounts(new SampleStaff(Region.all(), TODAY), TODAY)
          .byAddress.values().stream().filter(customer -> customer.account().key()).toList();

  private final Opinions opinions = new Opinions();

  @Test
  void theAccountsInTroubleLeadTheRanking() {
    Map<SampleAccounts.Account, Shrinkage.Count> counts = counts(1, 8);
    Shrinkage shrinkage = Shrinkage.of(counts.values(), 0.95).orElseThrow();
    List<SampleAccounts.Account> worst =
        counts.entrySet().stream()
            .sorted(
                comparingDouble(
                        (Map.Entry<SampleAccounts.Account, Shrinkage.Count> account) ->
                            shrinkage.of(account.getValue()).worseThanAll())
                    .reversed())
            .limit(15)
            .map(Map.Entry::getKey)
            .toList();
    long troubled =
        worst.stream().filter(account -> account.trouble() != SampleAccounts.Trouble.NONE).count();
    assertTrue(troubled >= 13, troubled + " of 15");
  }

  @Test
  void deliveryLeadsTheComplaints() {
    Map<Aspect, Set<SampleAccounts.Account>> complaints = new HashMap<>();
    for (SampleAccounts.Customer customer : CUSTOMERS) {
      for (AnswerGiven given : opinions.of(customer, 1, 8).stream().toList()) {
        given
            .ratings()
            .forEach(
                (aspect, rating) -> {
                  if (rating.isDissatisfied()) {
                    complaints
                        .computeIfAbsent(aspect, any -> new HashSet<>())
                        .add(customer.account());
                  }
                });
      }
    }
    assertEquals(
        Aspect.DELIVERY,
        complaints.entrySet().stream()
            .max(comparingInt(aspect -> aspect.getValue().size()))
            .orElseThrow()
            .getKey());
  }

  @Test
  void aChangeIsClaimedWhereThingsWentWrongAndNotBefore() {
    List<Double> p = new ArrayList<>();
    for (int occasion = 1; occasion < 8; occasion++) {
      p.add(change(counts(0, occasion), counts(0, occasion + 1)).p());
    }
    MeanChange wrong = change(counts(0, 2), counts(1, 8));
    p.add(wrong.p());
    List<Double> adjusted = ManyTests.benjaminiHochberg(p);
    assertTrue(adjusted.getLast() < 0.01, adjusted::toString);
    assertTrue(wrong.difference() > 0, wrong::toString);
    assertTrue(adjusted.subList(0, 7).stream().allMatch(one -> one > 0.10), adjusted::toString);
  }

  private static MeanChange change(
      Map<SampleAccounts.Account, Shrinkage.Count> before,
      Map<SampleAccounts.Account, Shrinkage.Count> after) {
    PairedShares pairs = PairedShares.NOTHING;
    for (Map.Entry<SampleAccounts.Account, Shrinkage.Count> account : after.entrySet()) {
      Shrinkage.Count was = before.get(account.getKey());
      Shrinkage.Count now = account.getValue();
      if (was != null) {
        pairs =
            pairs.plus(
                PairedShares.of(
                    was.dissatisfied(), was.answers(), now.dissatisfied(), now.answers()));
      }
    }
    return pairs.change().orElseThrow();
  }

  /** Of the accounts where somebody has an opinion. */
  private Map<SampleAccounts.Account, Shrinkage.Count> counts(double trouble, long occasion) {
    Map<SampleAccounts.Account, Shrinkage.Count> counts = new HashMap<>();
    for (SampleAccounts.Customer customer : CUSTOMERS) {
      for (AnswerGiven given : opinions.of(customer, trouble, occasion).stream().toList()) {
        if (given.overall() != Satisfaction.NO_OPINION) {
          counts.merge(
              customer.account(),
              new Shrinkage.Count(given.overall().isDissatisfied() ? 1 : 0, 1),
              (one, other) ->
                  new Shrinkage.Count(
                      one.dissatisfied() + other.dissatisfied(), one.answers() + other.answers()));
        }
      }
    }
    return counts;
  }
}
