package io.keypulse.account;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The door for figures of {@code scope: GROUP}: which companies belong together on a day. */
@ApplicationScoped
public class CompanyGroups {
  @Inject Relationships relationships;

  /**
   * A company and those below it, the ones this viewer sees, by name.
   *
   * @param complete false when the group has companies that this viewer does not see; figures of it
   *     have to say so
   */
  public record Group(List<Integer> accountIds, boolean complete) {}

  /** The group below each of these accounts on that day, by its id; one statement for all. */
  public Map<Integer, Group> below(Collection<Integer> accountIds, LocalDate asOf) {
    Map<Integer, List<Integer>> seen = new HashMap<>();
    Set<Integer> incomplete = new HashSet<>();
    for (Relationships.Member row : relationships.groups(accountIds, asOf)) {
      List<Integer> members = seen.computeIfAbsent(row.headId(), head -> new ArrayList<>());
      if (row.memberId() == null) {
        incomplete.add(row.headId());
      } else {
        members.add(row.memberId());
      }
    }
    Map<Integer, Group> groups = new HashMap<>();
    seen.forEach((head, ids) -> groups.put(head, new Group(ids, !incomplete.contains(head))));
    return groups;
  }
}
