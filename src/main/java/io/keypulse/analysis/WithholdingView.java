package io.keypulse.analysis;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import io.keypulse.stats.ManyTests;
import io.keypulse.stats.TwoProportions;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Function;
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
    List<@NonNull Group> byStratum,
    @Description(
            "By what they said the last time that this program heard of them: DISSATISFIED, OTHERWISE, or NOTHING that"
                + " is known by name.")
        List<@NonNull Group> byLastAnswer) {
  private static final double MOST_FALSE_ALARMS = 0.05;

  @Name("WithheldGroup")
  public record Group(
      String name,
      int drawn,
      int withheld,
      @Description(
              "Beyond chance: exact tests against the rest of the list, of which at most a twentieth are false alarms.")
          boolean moreOften) {}

  static WithholdingView of(List<Withholdings.Alike> people) {
    return new WithholdingView(
        people.stream().mapToInt(Withholdings.Alike::drawn).sum(),
        people.stream().mapToInt(Withholdings.Alike::withheld).sum(),
        groups(people, Withholdings.Alike::stratum),
        groups(people, Withholdings.Alike::said));
  }

  private static List<Group> groups(
      List<Withholdings.Alike> people, Function<Withholdings.Alike, String> by) {
    List<Group> groups = new ArrayList<>();
    people.stream()
        .collect(groupingBy(by, TreeMap::new, toList()))
        .forEach((name, alike) -> groups.add(counted(name, alike)));
    Group all = counted("", people);
    List<Double> chances =
        ManyTests.benjaminiHochberg(groups.stream().map(group -> chance(group, all)).toList());
    List<Group> judged = new ArrayList<>();
    for (int place = 0; place < groups.size(); place++) {
      Group group = groups.get(place);
      judged.add(
          new Group(
              group.name, group.drawn, group.withheld, chances.get(place) <= MOST_FALSE_ALARMS));
    }
    return judged;
  }

  private static Group counted(String name, List<Withholdings.Alike> alike) {
    return new Group(
        name,
        alike.stream().mapToInt(Withholdings.Alike::drawn).sum(),
        alike.stream().mapToInt(Withholdings.Alike::withheld).sum(),
        false);
  }

  /** That it is no more than chance; certain where the group is withheld less, or is everybody. */
  private static double chance(Group group, Group all) {
    return TwoProportions.of(
            group.withheld, group.drawn, all.withheld - group.withheld, all.drawn - group.drawn)
        .optional()
        .filter(both -> both.difference() > 0)
        .map(TwoProportions::p)
        .orElse(1.0);
  }
}
