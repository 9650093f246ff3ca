package io.keypulse.followup;

/** SQL that finds what is in the hands of somebody who does not see its account any more. */
final class InHand {
  private InHand() {}

  /** Of somebody and the team of what they have. */
  static String blind(String person, String team) {
    return "not exists (select from viewer_team v where v.viewer_id = "
        + person
        + " and v.team_id = "
        + team
        + ")";
  }

  /**
   * A recursive part of a query, of {@code person_id} and {@code team_id}: goes from one pair to
   * the next in the index, however much each has.
   */
  static String pairs(String name, String table, String person, String condition) {
    return """
        (select %1$s as person_id, team_id from %2$s where %1$s is not null and %3$s
          order by %1$s, team_id limit 1)
        union all
        select n.* from %4$s p cross join lateral (
          select %1$s, team_id from %2$s where (%1$s, team_id) > (p.person_id, p.team_id) and %1$s is not null and %3$s
          order by %1$s, team_id limit 1) n
        """
        .formatted(person, table, condition, name);
  }
}
