package io.keypulse.team;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.keypulse.Client;
import io.keypulse.Company;
import io.keypulse.Database;
import io.keypulse.KeypulseTest;
import io.restassured.path.json.JsonPath;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whoever comes back has not led in the months between; whoever never left has. */
@KeypulseTest
class ComingBackTest {
  private static final String UPDATE =
      "mutation ($i: EmployeeUpdateInput!) { employeeUpdate(input: $i) { active leftOn } }";

  private final Client admin = Client.as("admin");
  private final LocalDate today = LocalDate.now(ZoneOffset.UTC);
  private final Company company = new Company();

  @BeforeEach
  void anaHasLeft() {
    company.staffed().account("acme", "north");
    for (String past :
        new String[] {
          "update team_member set valid = '[2020-01-01,)' where source = ? and external_id = 'm1'",
          "update account_team set valid = '[2020-01-01,)' where account_id in (select id from account where source = ?)",
          "update employee set active = false, left_on = current_date - 90 where source = ? and external_id = 'ana'"
        }) {
      Database.change(past, company.prefix);
    }
  }

  @Test
  void makesNoVacancyOfThePastDisappear() {
    JsonPath refused = admin.ask(UPDATE, Map.of("i", ana("active", true)));
    assertEquals("WRONG_STATE", refused.getString("errors[0].extensions.code"));
    assertEquals("active", refused.getString("errors[0].extensions.field"));
    assertTrue(refused.getString("errors[0].message").contains("leaveMistaken"), refused::prettify);
    String later = today.plusDays(30).toString();
    assertEquals("WRONG_STATE", admin.refusal(UPDATE, Map.of("i", ana("leftOn", later))));
    for (Map.Entry<String, String> said :
        Map.of("active", row("ana", "", "true"), "left_on", row("ana", ",left_on", "," + later))
            .entrySet()) {
      JsonPath file = admin.imported("employees", said.getValue());
      assertEquals(said.getKey(), file.getString("verdicts[0].column"), file::prettify);
      assertEquals("CONFLICT", file.getString("verdicts[0].code"), file::prettify);
    }
    assertNull(lead(30));
  }

  @Test
  void isEnteredAsANewEmployeeWithTheOldAddress() {
    admin.data(
        UPDATE, Map.of("i", ana("email", "former.ana." + company.prefix + "@keypulse.example")));
    JsonPath file = admin.imported("employees", row("ana2", ",joined_on", "true," + today));
    assertEquals(1, file.getInt("created"), file::prettify);
    admin.data(
        "mutation ($i: TeamMemberAssignInput!) { teamMemberAssign(input: $i) { id } }",
        Map.of(
            "i",
            Map.of(
                "teamId",
                TeamTest.team(company, "north"),
                "employeeId",
                TeamTest.employee(company, "ana2"),
                "role",
                "LEAD",
                "handover",
                true)));
    assertEquals(
        1, TeamTest.accounts(Client.as(company.login("ana"))), "she signs in as she always did");
    assertEquals("Ana Alvarez", lead(0));
    assertNull(lead(30), "nobody led meanwhile");
    assertEquals("Ana Alvarez", lead(100));
  }

  @Test
  void isSomethingElseThanALeaveThatWasAMistake() {
    assertEquals("INVALID", admin.refusal(UPDATE, Map.of("i", ana("leaveMistaken", true))));
    Map<String, Object> mistaken = ana("active", true);
    mistaken.put("leaveMistaken", true);
    JsonPath corrected = admin.data(UPDATE, Map.of("i", mistaken));
    assertTrue(corrected.getBoolean("data.employeeUpdate.active"));
    assertNull(corrected.get("data.employeeUpdate.leftOn"));
    assertEquals("Ana Alvarez", lead(30));
  }

  private String row(String id, String column, String cells) {
    return "source,external_id,name,email,position,function,active%3$s\n%1$s,%2$s,Ana Alvarez,ana.%1$s@keypulse.example,Key account manager,SALES,%4$s\n"
        .formatted(company.prefix, id, column, cells);
  }

  private Map<String, Object> ana(String field, Object value) {
    String version =
        Database.value(
            "select version from employee where source = ? and external_id = 'ana'",
            company.prefix);
    return new HashMap<>(
        Map.of(
            "id",
            TeamTest.employee(company, "ana"),
            "expectedVersion",
            Integer.parseInt(version),
            field,
            value));
  }

  private @Nullable String lead(int daysAgo) {
    return admin
        .data(
            "query ($id: ID!, $day: Date) { account(id: $id) { lead(asOf: $day) { name } } }",
            Map.of(
                "id",
                TeamTest.account(company, "acme"),
                "day",
                today.minusDays(daysAgo).toString()))
        .getString("data.account.lead.name");
  }
}
