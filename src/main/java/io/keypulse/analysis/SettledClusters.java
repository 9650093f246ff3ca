package io.keypulse.analysis;

import static java.util.stream.Collectors.collectingAndThen;
import static java.util.stream.Collectors.groupingBy;

import io.keypulse.analysis.ConfidentialAnswers.By;
import io.keypulse.platform.Once;
import io.keypulse.response.AnswerDeleted;
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

  private record Held(String held) {}

  /** One after the other: two who take their answers back thin a cluster together. */
  void hold(int waveId) {
    session
        .createNativeQuery(
            "select cast(pg_advisory_xact_lock(hashtext('keypulse.cluster'), :wave) as text) as held",
            Held.class)
        .setParameter("wave", waveId)
        .getSingleResult();
  }

  /**
   * An account of a cluster.
   *
   * @param fewest answers that may be told of
   */
  record Member(String name, int cluster, int accountId, int fewest) {}

  /** The clusters that an answer was in; none while its wave is not settled. */
  List<Member> around(AnswerDeleted answer, By by) {
    return session
        .createNativeQuery(
            """
            select p.name, p.cluster, p.account_id, w.aggregate_from as fewest
            from invitation i join wave w on w.id = i.wave_id
            join confidential_part o on o.account_id = i.account_id and o.wave_id = i.wave_id
            join confidential_part p on p.wave_id = o.wave_id and p.counted_by = o.counted_by and p.name = o.name
              and p.cluster = o.cluster
            where i.wave_id = :wave and i.contact_id = :contact and o.counted_by = :by
            """,
            Member.class)
        .setParameter("wave", answer.waveId())
        .setParameter("contact", answer.contactId())
        .setParameter("by", by.name())
        .getResultList();
  }

  /** With the smallest of the same team, else of all; it stays as it is where there is no other. */
  void join(int waveId, By by, String name, int cluster) {
    session
        .createNativeMutationQuery(
            """
            with part as (
              select p.part_of_id, p.cluster, p.team_id, p.answers, p.cluster_answers from confidential_part p
              where p.wave_id = :wave and p.counted_by = :by and p.name = :name),
            nearest as (
              select p.cluster from part p where p.cluster <> :cluster
              order by p.team_id in (select o.team_id from part o where o.cluster = :cluster) desc, p.cluster_answers, p.cluster
              limit 1),
            joined as (
              select n.cluster, sum(p.answers) as answers from nearest n
              join part p on p.cluster in (n.cluster, :cluster) group by n.cluster)
            update confidential_part p set cluster = j.cluster, cluster_answers = j.answers from joined j
            where p.wave_id = :wave and p.counted_by = :by and p.name = :name and p.cluster in (j.cluster, :cluster)
            """)
        .setParameter("wave", waveId)
        .setParameter("by", by.name())
        .setParameter("name", name)
        .setParameter("cluster", cluster)
        .executeUpdate();
  }

  private record Numbered(int cluster, int clusterAnswers, Promise.Cell cell) {}

  private static Integer[] column(List<Numbered> parts, ToIntFunction<Numbered> value) {
    return parts.stream().mapToInt(value).boxed().toArray(Integer[]::new);
  }
}
