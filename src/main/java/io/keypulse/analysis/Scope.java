package io.keypulse.analysis;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Of which waves, newest first, and of whom: everyone the viewer sees, unless accounts, teams or a
 * segment are named. Of several waves the newest answer of a person to each account counts, and
 * each that was given in confidence.
 *
 * @param complete false when a group has companies that the viewer does not see
 */
record Scope(
    List<Integer> waveIds,
    @Nullable List<Integer> accountIds,
    @Nullable List<Integer> teamIds,
    @Nullable String segment,
    boolean complete) {

  /** The same people in other waves. */
  Scope in(List<Integer> others) {
    return new Scope(others, accountIds, teamIds, segment, complete);
  }

  /** Everyone the viewer sees, in the same waves. */
  Scope everyone() {
    return new Scope(waveIds, null, null, null, true);
  }

  /** Those of these accounts, by everything else that it is narrowed by. */
  Scope amongAccounts(List<Integer> accounts) {
    return new Scope(waveIds, accounts, teamIds, segment, complete);
  }

  /** Those served by these teams, likewise. */
  Scope amongTeams(List<Integer> teams) {
    return new Scope(waveIds, accountIds, teams, segment, complete);
  }

  /** Those in this segment, likewise. */
  Scope amongSegment(String name) {
    return new Scope(waveIds, accountIds, teamIds, name, complete);
  }

  Scope ofAccounts(List<Integer> accounts) {
    return new Scope(waveIds, accounts, null, null, true);
  }

  boolean has(int account, int team, String in) {
    return (accountIds == null || accountIds.contains(account))
        && (teamIds == null || teamIds.contains(team))
        && (segment == null || segment.equals(in));
  }
}
