package io.keypulse.team;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.keypulse.Client;
import io.keypulse.Company;
import io.keypulse.Database;
import io.keypulse.Held;
import io.keypulse.KeypulseTest;
import io.keypulse.platform.GlobalId;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** Several give one team another lead, each from the lead that they saw. */
@KeypulseTest
class HandedOverAtOnceTest {
  @Test
  void theFirstHandsOverAndTheOthersAreToldToReadAgain() throws Exception {
    Company company = Company.imported().account("acme", "north");
    assertEquals(List.of("CONFLICT", "OK"), handedOver(company, "north"));
    assertEquals(
        "1",
        Database.value(
            """
            select count(*) from team_member m join team t on t.id = m.team_id
            where t.external_id = ? and m.role = 'LEAD' and m.valid @> current_date
            """,
            company.prefix + " north"));
  }

  @Test
  void soItIsWithATeamThatNobodyLed() throws Exception {
    Company company = Company.imported();
    company.put(
        "team-members",
        "source,external_id,team_external_id,employee_external_id,function,lead",
        "%1$s,m4,%1$s west,lou,LOGISTICS,false");
    assertEquals(List.of("CONFLICT", "OK"), handedOver(company, "west"));
  }

  /** Lou and Ben are each given the team, while it is kept from both. */
  private static List<String> handedOver(Company company, String team) throws Exception {
    long teamId =
        Long.parseLong(
            Database.value(
                "select id from team where external_id = ?", company.prefix + " " + team));
    List<String> told = new CopyOnWriteArrayList<>();
    try (Held held = Held.by("select from team where id = %d for update".formatted(teamId))) {
      Held.Work handing =
          held.whileWaiting(
              () -> told.add(handOver(company, teamId, "lou")),
              () -> told.add(handOver(company, teamId, "ben")));
      held.undo();
      handing.done();
    }
    return told.stream().sorted().toList();
  }

  private static String handOver(Company company, long team, String to) {
    String code =
        Client.as("admin")
            .ask(
                "mutation ($i: TeamMemberAssignInput!) { teamMemberAssign(input: $i) { id } }",
                Map.of(
                    "i",
                    Map.of(
                        "teamId",
                        GlobalId.of("Team", team),
                        "employeeId",
                        GlobalId.of(
                            "Employee",
                            Long.parseLong(
                                Database.value(
                                    "select id from employee where source = ? and external_id = ?",
                                    company.prefix,
                                    to))),
                        "role",
                        "LEAD",
                        "function",
                        "SALES",
                        "handover",
                        true)))
            .getString("errors[0].extensions.code");
    return code == null ? "OK" : code;
  }
}
