package io.keypulse.followup;

import static org.hamcrest.Matchers.containsString;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.keypulse.Client;
import io.keypulse.Database;
import io.keypulse.KeypulseTest;
import io.keypulse.MovableClock;
import io.keypulse.invitation.InvitationDispatcher;
import io.keypulse.platform.GlobalId;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** While nobody leads a team, the line of whoever led it last answers for it. */
@KeypulseTest
class WhoAnswersForATeamTest {
  private static final String APPOINT =
      "mutation ($i: TeamMemberAssignInput!) { teamMemberAssign(input: $i) { lead { name } } }";

  @Inject InvitationDispatcher invitations;
  @Inject FollowUpTick tick;
  @Inject MovableClock clock;

  private final Client admin = Client.as("admin");
  private final LocalDate today = LocalDate.now(ZoneOffset.UTC);
  private final Loop loop = new Loop();

  @BeforeEach
  void louOfAnotherDepartmentServesAnasTeam() {
    loop.staffed();
    loop.company.put(
        "employees",
        "source,external_id,name,email,position,function,manager_external_id",
        "%1$s,lou,Lou Logistics,lou.%1$s@keypulse.example,Dispatcher,LOGISTICS,spo");
    Database.change(
        "update team_member set valid = daterange('2020-01-01', null) where source = ?",
        loop.company.prefix);
    loop.keyAccount("acme", 1);
    loop.seenBy("mia");
  }

  @Test
  void itIsTheLineOfALeaverWhoseMembershipHasBeenEnded() {
    change("ana", Map.of("leftOn", today.minusDays(57).toString()));
    endAnasMembership(today.minusDays(17));
    assertEquals(1, accounts("mia"));
    answered();
    assertEquals("Mia Middle", loop.newest().getString("owner.name"));
    assertEquals(List.of("Vic President", "Cleo Chief"), loop.ahead("person.name"));
    onlyThoseAboveHerAppoint();
  }

  @Test
  void itIsTheLineOfALeadWhoLeadsNoMoreAndStaysInTheCompany() {
    answered();
    endAnasMembership(today);
    assertEquals(0, accounts("ana"));
    assertEquals(1, accounts("mia"));
    tick.turn(clock.instant());
    assertEquals("Mia Middle", loop.newest().getString("owner.name"));
    onlyThoseAboveHerAppoint();
  }

  @Test
  void itIsTheLineOfALeadWhoHasNotJoinedYetAndIsNotLetIn() {
    answered();
    assertEquals("Ana Alvarez", loop.newest().getString("owner.name"));
    String day = today.plusDays(20).toString();
    change("ana", Map.of("joinedOn", day));
    loop.as("ana")
        .http()
        .contentType("application/json")
        .body(Map.of("query", "{ viewer { name } }"))
        .post("/graphql")
        .then()
        .statusCode(403)
        .body(containsString("works here from " + day + " on"));
    assertEquals("Mia Middle", loop.newest().getString("owner.name"), "in the same moment");
    assertEquals(List.of("Ana Alvarez", "Ana Alvarez", "Mia Middle"), loop.path("person.name"));
    JsonPath team =
        loop.as("mia")
            .data(
                "query ($t: ID!) { team(id: $t) { lead { name } functionsMissing }"
                    + " teams(filter: {id: {eq: $t}, functionMissing: {eq: \"SALES\"}}) { totalCount } }",
                Map.of("t", team("north")))
            .setRootPath("data");
    assertNull(team.get("team.lead"));
    assertEquals(List.of("SALES", "FINANCE", "QUALITY"), team.getList("team.functionsMissing"));
    assertEquals(1, team.getInt("teams.totalCount"));
    onlyThoseAboveHerAppoint();
  }

  @Test
  void nobodyOfAnotherDepartmentAnswersForATeamThatNeverHadALead() {
    loop.company.put(
        "team-members",
        "source,external_id,team_external_id,employee_external_id,function,role",
        "%1$s,m7,%1$s west,lou,LOGISTICS,MEMBER");
    loop.company.account("bolt", "west");
    assertEquals("FORBIDDEN", appoint("spo", "west"));
    assertNotEquals(
        loop.employee("spo"),
        GlobalId.of(
            "Employee",
            Long.parseLong(
                Database.value(
                    "select responsible(id, today()) from team where external_id = ?",
                    loop.company.prefix + " west"))));
  }

  private void onlyThoseAboveHerAppoint() {
    assertEquals(1, accounts("spo"), "one of her people is in the team");
    assertEquals("FORBIDDEN", appoint("spo", "north"));
    Map<String, Object> lead = lead("north");
    lead.put("handover", true);
    assertEquals(
        "Ben Brandt",
        loop.as("mia")
            .data(APPOINT, Map.of("i", lead))
            .getString("data.teamMemberAssign.lead.name"));
  }

  private String appoint(String who, String team) {
    return loop.as(who).refusal(APPOINT, Map.of("i", lead(team)));
  }

  private Map<String, Object> lead(String team) {
    return new HashMap<>(
        Map.of("teamId", team(team), "employeeId", loop.employee("ben"), "role", "LEAD"));
  }

  private void answered() {
    String wave = loop.company.openWave(loop.company.program(100_000));
    invitations.dispatch(clock);
    loop.answer("acme", 1, "overall", 1);
    loop.company.closeWave(wave);
  }

  private void change(String who, Map<String, Object> fields) {
    Map<String, Object> input = new HashMap<>(fields);
    input.put("id", loop.employee(who));
    input.put(
        "expectedVersion",
        Integer.parseInt(
            Database.value(
                "select version from employee where source = ? and external_id = ?",
                loop.company.prefix,
                who)));
    admin.data(
        "mutation ($i: EmployeeUpdateInput!) { employeeUpdate(input: $i) { active } }",
        Map.of("i", input));
  }

  private void endAnasMembership(LocalDate until) {
    JsonPath member =
        admin
            .data(
                "query ($t: ID!) { team(id: $t) { members { id version role } } }",
                Map.of("t", team("north")))
            .setRootPath("data.team.members.find { it.role == 'LEAD' }");
    admin.data(
        "mutation ($i: TeamMemberEndInput!) { teamMemberEnd(input: $i) { id } }",
        Map.of(
            "i",
            Map.of(
                "id", member.getString("id"),
                "expectedVersion", member.getInt("version"),
                "until", until.toString())));
  }

  private int accounts(String who) {
    return loop.as(who).data("{ accounts { totalCount } }").getInt("data.accounts.totalCount");
  }

  private String team(String name) {
    return GlobalId.of(
        "Team",
        Long.parseLong(
            Database.value(
                "select id from team where external_id = ?", loop.company.prefix + " " + name)));
  }
}
