package io.keypulse.followup;

import io.keypulse.Client;
import io.keypulse.Database;
import io.keypulse.platform.GlobalId;
import io.restassured.path.json.JsonPath;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Who comes and goes in the company of a {@link Loop}, and who serves its accounts. */
record Personnel(Loop loop) {
  private static final Client ADMIN = Client.as("admin");

  void leaves(String who) {
    String id = loop.employee(who);
    ADMIN.data(
        "mutation ($i: EmployeeUpdateInput!) { employeeUpdate(input: $i) { active } }",
        Map.of("i", Map.of("id", id, "expectedVersion", version("employee", id), "active", false)));
  }

  void takesTheLead(String who) {
    ADMIN.data(
        "mutation ($i: TeamMemberAssignInput!) { teamMemberAssign(input: $i) { id } }",
        Map.of(
            "i",
            Map.of(
                "teamId",
                id("Team", "team", loop.company.prefix + " north"),
                "employeeId",
                loop.employee(who),
                "role",
                "LEAD",
                "handover",
                true)));
  }

  void move(String account, String team) {
    String id = id("Account", "account", account);
    Map<String, Object> input = new HashMap<>();
    input.put("accountId", id);
    input.put("teamId", id("Team", "team", loop.company.prefix + " " + team));
    input.put("expectedVersion", version("account", id));
    ADMIN.data(
        "mutation ($i: AccountTeamAssignInput!) { accountTeamAssign(input: $i) { id } }",
        Map.of("i", input));
  }

  String id(String type, String table, String externalId) {
    return GlobalId.of(
        type,
        Long.parseLong(
            Database.value(
                "select id from " + table + " where source = ? and external_id = ?",
                loop.company.prefix,
                externalId)));
  }

  static int version(String field, String id) {
    return ADMIN
        .data("query ($id: ID!) { %s(id: $id) { version } }".formatted(field), Map.of("id", id))
        .getInt("data.%s.version".formatted(field));
  }

  void away(String who, LocalDate since, LocalDate until) {
    loop.as(who)
        .data(
            "mutation ($i: EmployeeAbsenceRecordInput!) { employeeAbsenceRecord(input: $i) { id } }",
            Map.of(
                "i",
                Map.of(
                    "employeeId",
                    loop.employee(who),
                    "since",
                    since.toString(),
                    "until",
                    until.toString())));
  }

  void cancelAbsences(String who) {
    loop.as(who)
        .data("{ viewer { employee { absences { id version } } } }")
        .<Map<String, Object>>getList("data.viewer.employee.absences")
        .forEach(absence -> cancel(who, absence));
  }

  private void cancel(String who, Map<String, Object> absence) {
    loop.as(who)
        .data(
            "mutation ($i: EmployeeAbsenceCancelInput!) { employeeAbsenceCancel(input: $i) { id } }",
            Map.of(
                "i", Map.of("id", absence.get("id"), "expectedVersion", absence.get("version"))));
  }

  void standsIn(String who, String by) {
    loop.as(who)
        .data(
            "mutation ($i: EmployeeDeputyAssignInput!) { employeeDeputyAssign(input: $i) { id } }",
            Map.of("i", Map.of("employeeId", loop.employee(who), "deputyId", loop.employee(by))));
  }

  /** To whom the newest case that somebody sees has come. */
  String turnOf(String seer) {
    return newest(seer, "turnOf { name }").getString("turnOf.name");
  }

  /** Whom its owner stands in for. */
  @Nullable String returnsTo(String seer) {
    return newest(seer, "returnsTo { name }").getString("returnsTo.name");
  }

  private JsonPath newest(String seer, String fields) {
    return loop.as(seer)
        .data("{ followUps(first: 1) { nodes { %s } } }".formatted(fields))
        .setRootPath("data.followUps.nodes[0]");
  }
}
