package io.keypulse.analysis;

import static java.util.stream.Collectors.groupingBy;

import io.keypulse.analysis.ConfidentialAnswers.By;
import io.keypulse.response.AnswerDeleted;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A cluster of which so many took their answers back that too few are left is put together with
 * another: else the whole, less all others, would tell what these few say.
 */
@ApplicationScoped
class ThinnedClusters {
  @Inject SettledClusters clusters;
  @Inject ConfidentialAnswers answers;

  void mend(@Observes AnswerDeleted answer) {
    clusters.hold(answer.waveId());
    for (By by : By.values()) {
      clusters.around(answer, by).stream()
          .collect(groupingBy(SettledClusters.Member::name))
          .forEach((name, members) -> mend(answer.waveId(), by, name, members));
    }
  }

  private void mend(int waveId, By by, String name, List<SettledClusters.Member> members) {
    Map<Integer, List<SettledClusters.Member>> numbered =
        members.stream().collect(groupingBy(SettledClusters.Member::cluster));
    numbered.forEach(
        (cluster, some) -> {
          List<ConfidentialAnswers.Row> left = left(waveId, by, name, some);
          int byThemselves = left.stream().mapToInt(ConfidentialAnswers.Row::byThemselves).sum();
          if (!left.isEmpty() && byThemselves < some.getFirst().fewest()) {
            clusters.join(waveId, by, name, cluster);
          }
        });
  }

  /** What the cluster's accounts still say. */
  private List<ConfidentialAnswers.Row> left(
      int waveId, By by, String name, List<SettledClusters.Member> members) {
    Set<Integer> accounts =
        members.stream().map(SettledClusters.Member::accountId).collect(Collectors.toSet());
    return answers.given(waveId, by, accounts).stream()
        .filter(row -> row.name().equals(name))
        .toList();
  }
}
