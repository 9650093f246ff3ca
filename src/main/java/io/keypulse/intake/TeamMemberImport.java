package io.keypulse.intake;

import io.keypulse.platform.ExternalId;
import io.keypulse.platform.Today;
import io.keypulse.staff.StaffRegister;
import io.keypulse.team.TeamRegister;
import io.keypulse.team.TeamRole;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
class TeamMemberImport implements Importer<TeamMemberImport.Row> {
  private static final String EMPLOYEE = "employee_external_id";

  @Inject StaffRegister staff;
  @Inject TeamRegister teams;
  @Inject Today today;

  record Row(
      ExternalId id,
      ExternalId team,
      ExternalId employee,
      String function,
      @Nullable TeamRole role,
      @Nullable Boolean lead,
      @Nullable Integer share,
      @Nullable String site,
      @Nullable LocalDate since,
      @Nullable LocalDate until) {}

  @Override
  public String kind() {
    return "team-members";
  }

  @Override
  public Set<String> required() {
    return Set.of("team_external_id", EMPLOYEE, "function");
  }

  @Override
  public Set<String> optional() {
    return Set.of("lead", "role", "share", "site", "valid_from", "valid_until");
  }

  @Override
  public Row parse(CsvRow row) {
    LocalDate since = row.optionalDate("valid_from");
    LocalDate until = row.optionalDate("valid_until");
    if (since != null && until != null && !until.isAfter(since)) {
      throw row.invalid(
          "valid_until", "Name the first day on which it no longer holds, after valid_from.");
    }
    return new Row(
        row.id(),
        row.requiredReference("team_external_id"),
        row.requiredReference(EMPLOYEE),
        row.text("function"),
        row.optionalOneOf("role", TeamRole.class),
        row.optionalText("lead") == null ? null : (Boolean) row.yesOrNo("lead", false),
        share(row),
        row.optionalText("site"),
        since,
        until);
  }

  private static @Nullable Integer share(CsvRow row) {
    return row.optionalText("share") == null
        ? null
        : Integer.valueOf(row.matching("share", "[1-9]|[1-9][0-9]|100", "Write 1 to 100 percent."));
  }

  /** Who leads is said by {@code lead}, or by {@code role} where it says anything. */
  @Override
  public String columnOf(String named, Map<String, String> row) {
    return named.equals("lead") && !row.getOrDefault("role", "").isBlank() ? "role" : named;
  }

  @Override
  public ExternalId id(Row row) {
    return row.id();
  }

  @Override
  public List<Outcome> put(List<Row> rows) {
    Map<ExternalId, Integer> employees = staff.ids(rows.stream().map(Row::employee).toList());
    Leavers leavers = Leavers.of(staff, employees);
    Map<ExternalId, Integer> held =
        teams.members(
            rows.stream()
                .filter(row -> leavers.gone(row.employee(), begins(row)))
                .map(Row::id)
                .toList());
    return Batches.put(
        rows,
        row ->
            employees.containsKey(row.employee())
                ? leavers
                    .refused(EMPLOYEE, row.employee(), begins(row))
                    .filter(_ -> !Objects.equals(employees.get(row.employee()), held.get(row.id())))
                : Optional.of(Rejection.unknown(EMPLOYEE, row.employee())),
        good -> {
          Map<ExternalId, Integer> teamIds = teams.ids(good.stream().map(Row::team).toList());
          return teams.putMembers(
              good.stream().map(row -> withIds(row, teamIds, employees)).toList());
        });
  }

  private LocalDate begins(Row row) {
    return row.since() == null ? today.get() : row.since();
  }

  private static TeamRegister.MemberRow withIds(
      Row row, Map<ExternalId, Integer> teamIds, Map<ExternalId, Integer> employees) {
    return new TeamRegister.MemberRow(
        row.id(),
        Objects.requireNonNull(teamIds.get(row.team())),
        Objects.requireNonNull(employees.get(row.employee())),
        row.function(),
        row.role(),
        row.lead(),
        row.share(),
        row.site(),
        row.since(),
        row.until());
  }
}
