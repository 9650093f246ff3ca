package io.keypulse.edge;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How many objects a list without pages counts for: what it can hold where that is many. */
final class ListSizes {
  private static final long USUAL = 5;
  private static final long DOWN_THE_LINE = 100;
  private static final String TREE = "TREE";

  private static final Map<String, Long> LARGE =
      Map.ofEntries(
          Map.entry("Employee.reports", 10L),
          Map.entry("Employee.reportingLine", 10L),
          Map.entry("Employee.memberships", 10L),
          Map.entry("Employee.actingFor", 10L),
          Map.entry("Team.members", 10L),
          Map.entry("Account.subsidiaries", 10L),
          Map.entry("CompanyGroup.companies", 25L),
          Map.entry("Workload.leads", 100L),
          Map.entry("Workload.vacancies", 100L),
          Map.entry("Portfolio.managers", 10L),
          Map.entry("Pulse.points", 10L));

  private ListSizes() {}

  /**
   * @param list as {@code Type.field}
   * @param scope what is asked of it, where it has one
   */
  static long of(String list, @Nullable String scope) {
    return list.equals("Employee.reports") && TREE.equals(scope)
        ? DOWN_THE_LINE
        : LARGE.getOrDefault(list, USUAL);
  }

  /** Every row of such a list counts, whatever is asked of it. */
  static boolean isLarge(String list) {
    return LARGE.containsKey(list);
  }
}
