package io.keypulse.demo;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Who works at the sample company: the reporting line, and the teams across its functions. */
final class SampleStaff {
  /** The people who serve one account manager's key accounts, or a region's other accounts. */
  record Team(String name, Region region, boolean key, String lead) {}

  private static final String SALES = "SALES";
  private static final List<String> FUNCTIONS =
      List.of("LOGISTICS", "FINANCE", "QUALITY", "TECHNICAL_SERVICE", "MARKETING", "IT");
  private static final int INSIDE_SALES_PER_REGION = 3;

  final Table employees =
      new Table(
          "employees",
          "external_id",
          "name",
          "email",
          "position",
          "function",
          "manager_external_id");
  final Table members =
      new Table(
          "team-members",
          "external_id",
          "team_external_id",
          "employee_external_id",
          "function",
          "lead",
          "valid_from");
  final Table lines =
      new Table(
          "reporting-lines",
          "external_id",
          "employee_external_id",
          "manager_external_id",
          "valid_from");
  final List<Team> teams = new ArrayList<>();

  /** The day on which all of this began. */
  final String since;

  /** Who may look after an account as executive sponsor. */
  final List<String> executives = new ArrayList<>();

  private final SplittableRandom chance = new SplittableRandom(1);
  private final Set<String> addresses = new HashSet<>();

  SampleStaff(List<Region> regions, LocalDate today) {
    since = today.minusYears(3).toString();
    String ceo = employ("Margaret Osei", "ceo", "Chief executive officer", "EXECUTIVE", null);
    String sales =
        employ("Henrik Larsen", "henrik", "Vice president sales & marketing", SALES, ceo);
    executives.addAll(List.of(ceo, sales));
    Map<String, String> heads = new HashMap<>();
    for (String function : FUNCTIONS) {
      heads.put(
          function,
          employ(Region.any(regions, chance), "Head of " + words(function), function, ceo));
    }
    FUNCTIONS.forEach(function -> executives.add(heads.get(function)));
    for (Region region : regions) {
      staff(region, sales, heads);
    }
  }

  private void staff(Region region, String sales, Map<String, String> heads) {
    String national =
        employ(
            region.national().value(),
            region.national().key(),
            "National sales manager " + region.name(),
            SALES,
            sales);
    Map<String, List<String>> specialists = new HashMap<>();
    for (String function : FUNCTIONS) {
      String head = Objects.requireNonNull(heads.get(function));
      specialists.put(
          function,
          List.of(
              employ(region, title(function) + " " + region.name(), function, head),
              employ(region, title(function) + " " + region.name(), function, head)));
    }
    for (Region.Pair manager : region.managers()) {
      String lead = employ(manager.value(), manager.key(), "Key account manager", SALES, national);
      String team = "Team " + manager.value();
      teams.add(new Team(team, region, true, manager.key()));
      join(team, lead, SALES, true);
      for (String function : FUNCTIONS) {
        if (chance.nextInt(10) < 8) {
          join(
              team,
              Region.any(Objects.requireNonNull(specialists.get(function)), chance),
              function,
              false);
        }
      }
    }
    insideSales(region, national);
  }

  private void insideSales(Region region, String national) {
    String team = "Inside sales " + region.name();
    String lead = employ(region, "Inside sales lead " + region.name(), SALES, national);
    teams.add(new Team(team, region, false, lead));
    join(team, lead, SALES, true);
    for (int i = 0; i < INSIDE_SALES_PER_REGION; i++) {
      join(team, employ(region, "Inside sales", SALES, lead), SALES, false);
    }
  }

  private String employ(Region region, String position, String function, String manager) {
    Region.Named named = region.colleague(chance);
    while (addresses.contains(named.local())) {
      named = region.colleague(chance);
    }
    return employ(named.shown(), named.local(), position, function, manager);
  }

  private String employ(
      String name, String login, String position, String function, @Nullable String manager) {
    addresses.add(login);
    String id = "E-%03d".formatted(employees.rows() + 1);
    employees.row(id, name, login + DemoPeople.DOMAIN, position, function, manager);
    if (manager != null) {
      lines.row("L-%03d".formatted(lines.rows() + 1), id, manager, since);
    }
    return id;
  }

  private void join(String team, String employee, String function, boolean lead) {
    members.row(
        "M-%03d".formatted(members.rows() + 1),
        team,
        employee,
        function,
        Boolean.toString(lead),
        since);
  }

  private static String title(String function) {
    return function.charAt(0) + words(function).substring(1);
  }

  private static String words(String function) {
    return function.equals("IT") ? function : function.toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
