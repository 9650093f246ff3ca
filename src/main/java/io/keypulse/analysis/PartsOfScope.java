package io.keypulse.analysis;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toSet;

import io.keypulse.platform.Today;
import io.keypulse.staff.Colleagues;
import io.keypulse.staff.EmployeeView;
import io.keypulse.team.TeamRegister;
import io.keypulse.team.TeamView;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;

/** Which parts a scope has, and how they are called. */
@ApplicationScoped
class PartsOfScope {
  @Inject PartCounts counts;
  @Inject TeamRegister teams;
  @Inject Colleagues colleagues;
  @Inject Today today;

  List<PartOfScope> of(Scope scope, PartKind kind) {
    List<PartCounts.Row> rows = counts.of(scope, kind);
    Function<String, String> key = keys(rows, kind);
    Map<String, List<PartCounts.Row>> byKey =
        rows.stream().collect(groupingBy(row -> key.apply(row.part()), TreeMap::new, toList()));
    return byKey.entrySet().stream()
        .map(
            part ->
                new PartOfScope(
                    part.getKey(), within(scope, kind, part.getValue()), part.getValue()))
        .toList();
  }

  /** Of managers the teams they lead. */
  private Function<String, String> keys(List<PartCounts.Row> rows, PartKind kind) {
    if (kind != PartKind.MANAGER) {
      return part -> part;
    }
    Map<Integer, Integer> leads =
        teams.leads(
            rows.stream().map(row -> Integer.valueOf(row.part())).collect(toSet()), today.get());
    return team -> {
      Integer lead = leads.get(Integer.valueOf(team));
      return lead == null ? "" : lead.toString();
    };
  }

  private static Scope within(Scope scope, PartKind kind, List<PartCounts.Row> rows) {
    return kind == PartKind.SEGMENT
        ? scope.amongSegment(rows.getFirst().part())
        : scope.amongTeams(
            rows.stream().map(row -> Integer.valueOf(row.part())).distinct().toList());
  }

  /** By key. */
  Map<String, String> names(Collection<PartOfScope> parts, PartKind kind) {
    List<String> keys = parts.stream().map(PartOfScope::key).filter(key -> !key.isEmpty()).toList();
    Map<String, String> names = new HashMap<>(Map.of("", ""));
    switch (kind) {
      case TEAM -> {
        Map<Integer, TeamView> found = teams.views(keys.stream().map(Integer::valueOf).toList());
        keys.forEach(key -> names.put(key, found(found, key).name()));
      }
      case MANAGER -> {
        Map<Integer, EmployeeView> found =
            colleagues.byIds(keys.stream().map(Integer::valueOf).toList());
        keys.forEach(key -> names.put(key, found(found, key).name()));
      }
      case SEGMENT -> keys.forEach(key -> names.put(key, key));
    }
    return names;
  }

  private static <T> T found(Map<Integer, T> by, String key) {
    return Objects.requireNonNull(by.get(Integer.valueOf(key)));
  }
}
