package io.keypulse.analysis;

import static java.util.stream.Collectors.collectingAndThen;
import static java.util.stream.Collectors.groupingBy;

import io.keypulse.analysis.ConfidentialAnswers.By;
import io.keypulse.platform.Once;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import org.hibernate.Session;

/** The clusters of confidential waves, as they were put together when the waves had closed. */
@ApplicationScoped
class SettledClusters {
  @Inject Session session;

  /** A closed wave, and the fewest answers that may be told of. */
  record Ripe(int waveId, int fewest) {}

  /** What one account that the viewer sees adds to a cluster of this size. */
  private record Part(
      String name,
      int waveId,
      int cluster,
      int clusterAnswers,
      int accountId,
      int teamId,
      String segment,
      int answers,
      int byThemselves) {
    Promise.Cell cell() {
      return new Promise.Cell(accountId, teamId, segment, answers, byThemselves);
    }
  }

  private record Kept(List<Integer> waveIds, By by) {}

  /** Wave by wave. */
  Map<Integer, List<Promise.Cluster>> of(List<Integer> waveIds, By by, String name) {
    return parts(waveIds, by).stream()
        .filter(part -> part.name().equals(name))
        .collect(
            groupingBy(
                Part::waveId, collectingAndThen(groupingBy(Part::cluster), SettledClusters::all)));
  }

  private static List<Promise.Cluster> all(Map<Integer, List<Part>> clusters) {
    return clusters.values().stream()
        .map(
            parts ->
                new Promise.Cluster(
                    parts.stream().map(Part::cell).toList(), parts.getFirst().clusterAnswers()))
        .toList();
  }

  private List<Part> parts(List<Integer> waveIds, By by) {
    return Once.of(
        new Kept(waveIds, by),
        () ->
            session
                .createNativeQuery(
                    """
                    select p.name, p.wave_id, p.cluster, p.cluster_answers, p.account_id, p.team_id, a.segment, p.answers,
                      p.by_themselves
                    from confidential_part p join account a on a.id = p.account_id
                    where p.wave_id = any (cast(:waves as int[])) and p.counted_by = :by
                    """,
                    Part.class)
                .setParameter("waves", waveIds.toArray(Integer[]::new))
                .setParameter("by", by.name())
                .getResultList());
  }

  /** Confidential waves that were closed by then and are not settled. */
  List<Ripe> ripe(Instant closedBy) {
    return session
        .createNativeQuery(
            """
            select w.id as wave_id, w.aggregate_from as fewest from wave w
            where w.confidentiality = 'AGGREGATE' and w.closed_at <= :closed
              and not exists (select from settled_wave s where s.wave_id = w.id)
            order by w.id
            """,
            Ripe.class)
        .setParameter("closed", closedBy)
        .getResultList();
  }

  void settle(int waveId, Instant now) {
    session
        .createNativeMutationQuery(
            "insert into settled_wave (wave_id, settled_at) values (:wave, :now)")
        .setParameter("wave", waveId)
        .setParameter("now", now)
        .executeUpdate();
  }

  void keep(int waveId, By by, String name, List<Promise.Cluster> clusters) {
    List<Numbered> parts =
        IntStream.range(0, clusters.size())
            .boxed()
            .flatMap(
                number ->
                    clusters.get(number).cells().stream()
                        .map(cell -> new Numbered(number, clusters.get(number).answers(), cell)))
            .toList();
    session
        .createNativeMutationQuery(
            """
            insert into confidential_part
              (wave_id, counted_by, name, part_of_id, account_id, team_id, cluster, answers, by_themselves, cluster_answers)
            select :wave, :by, :name, p.account_id, p.account_id, p.team_id, p.cluster, p.answers, p.by_themselves,
              p.cluster_answers
            from unnest(cast(:accounts as int[]), cast(:teams as int[]), cast(:clusters as int[]), cast(:answers as int[]),
              cast(:byThemselves as int[]), cast(:of as int[]))
              as p (account_id, team_id, cluster, answers, by_themselves, cluster_answers)
            """)
        .setParameter("wave", waveId)
        .setParameter("by", by.name())
        .setParameter("name", name)
        .setParameter("accounts", column(parts, part -> part.cell().accountId()))
        .setParameter("teams", column(parts, part -> part.cell().teamId()))
        .setParameter("clusters", column(parts, Numbered::cluster))
        .setParameter("answers", column(parts, part -> part.cell().answers()))
        .setParameter("byThemselves", column(parts, part -> part.cell().byThemselves()))
        .setParameter("of", column(parts, Numbered::clusterAnswers))
        .executeUpdate();
  }

  private record Numbered(int cluster, int clusterAnswers, Promise.Cell cell) {}

  private static Integer[] column(List<Numbered> parts, ToIntFunction<Numbered> value) {
    return parts.stream().mapToInt(value).boxed().toArray(Integer[]::new);
  }
}
