package io.keypulse.intake;

import io.keypulse.platform.ExternalId;
import io.keypulse.staff.StaffRegister;
import io.keypulse.team.TeamRegister;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

@ApplicationScoped
class TeamMemberImport implements Importer<TeamMemberImport.Row> {
  @Inject StaffRegister staff;
  @Inject TeamRegister teams;

  record Row(ExternalId id, ExternalId team, ExternalId employee, String function, boolean lead) {}

  @Override
  public String kind() {
    return "team-members";
  }

  @Override
  public Set<String> required() {
    return Set.of("team_external_id", "employee_external_id", "function");
  }

  @Override
  public Set<String> optional() {
    return Set.of("lead");
  }

  @Override
  public Row parse(CsvRow row) {
    return new Row(
        row.id(),
        row.requiredReference("team_external_id"),
        row.requiredReference("employee_external_id"),
        row.text("function"),
        row.yesOrNo("lead", false));
  }

  @Override
  public ExternalId id(Row row) {
    return row.id();
  }

  @Override
  public List<Outcome> put(List<Row> rows) {
    Map<ExternalId, Integer> employees = staff.ids(rows.stream().map(Row::employee).toList());
    return Batches.put(
        rows,
        row ->
            employees.containsKey(row.employee())
                ? Optional.empty()
                : Optional.of(Rejection.unknown("employee_external_id", row.employee())),
        good -> {
          Map<ExternalId, Integer> teamIds = teams.ids(good.stream().map(Row::team).toList());
          return teams.putMembers(
              good.stream().map(row -> withIds(row, teamIds, employees)).toList());
        });
  }

  private static TeamRegister.MemberRow withIds(
      Row row, Map<ExternalId, Integer> teamIds, Map<ExternalId, Integer> employees) {
    return new TeamRegister.MemberRow(
        row.id(),
        Objects.requireNonNull(teamIds.get(row.team())),
        Objects.requireNonNull(employees.get(row.employee())),
        row.function(),
        row.lead());
  }
}
