package io.keypulse.analysis;

import io.keypulse.stats.ManyTests;
import io.keypulse.stats.TwoProportions;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;

@Name("WaveWithholding")
@Description(
    "Whom a wave drew and did not ask, for reasons that other surveys and people gave, counted over the accounts this"
        + " viewer sees. Where a group is withheld more often than the others, its voice is missing in the figures.")
public record WithholdingView(
    int drawn,
    int withheld,
    @Description(
            "Who were dissatisfied the last time that this program heard of them by name; of these, how many were drawn.")
        int dissatisfiedDrawn,
    int dissatisfiedWithheld,
    @Description("Who said something else the last time.") int otherwiseDrawn,
    int otherwiseWithheld,
    @Description("The dissatisfied more often than those who said something else, beyond chance.")
        boolean dissatisfiedMoreOften,
    @Description("Strata with more withheld than the rest, beyond chance.")
        List<@NonNull String> strataMoreOften) {
  private static final double MOST_FALSE_ALARMS = 0.05;

  private record Group(int drawn, int withheld) {
    static Group of(List<Withholdings.Alike> people, Predicate<Withholdings.Alike> which) {
      List<Withholdings.Alike> such = people.stream().filter(which).toList();
      return new Group(
          such.stream().mapToInt(Withholdings.Alike::drawn).sum(),
          such.stream().mapToInt(Withholdings.Alike::withheld).sum());
    }

    /**
     * How often chance does as much; always, where this group is withheld no more than the other.
     */
    double chance(Group other) {
      return TwoProportions.of(withheld, drawn, other.withheld, other.drawn)
          .optional()
          .filter(both -> both.difference() > 0)
          .map(TwoProportions::p)
          .orElse(1.0);
    }
  }

  static WithholdingView of(List<Withholdings.Alike> people) {
    Group all = Group.of(people, one -> true);
    Group dissatisfied = Group.of(people, one -> one.said().equals("DISSATISFIED"));
    Group otherwise = Group.of(people, one -> one.said().equals("OTHERWISE"));
    return new WithholdingView(
        all.drawn,
        all.withheld,
        dissatisfied.drawn,
        dissatisfied.withheld,
        otherwise.drawn,
        otherwise.withheld,
        dissatisfied.chance(otherwise) <= MOST_FALSE_ALARMS,
        strata(people));
  }

  private static List<String> strata(List<Withholdings.Alike> people) {
    List<String> names = people.stream().map(Withholdings.Alike::stratum).distinct().toList();
    List<Double> chances =
        ManyTests.benjaminiHochberg(
            names.stream()
                .map(
                    name ->
                        Group.of(people, one -> one.stratum().equals(name))
                            .chance(Group.of(people, one -> !one.stratum().equals(name))))
                .toList());
    List<String> moreOften = new ArrayList<>();
    for (int place = 0; place < names.size(); place++) {
      if (chances.get(place) <= MOST_FALSE_ALARMS) {
        moreOften.add(names.get(place));
      }
    }
    return moreOften;
  }
}
