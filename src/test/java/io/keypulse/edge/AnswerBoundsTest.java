package io.keypulse.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.keypulse.Client;
import io.keypulse.Company;
import io.keypulse.Database;
import io.keypulse.KeypulseTest;
import io.keypulse.Socket;
import io.restassured.path.json.JsonPath;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What nobody can estimate is counted while it is built. */
@KeypulseTest
class AnswerBoundsTest {
  private static final Client ADMIN = Client.as("admin");
  private static final int LINE = 500;

  @Test
  void treesWithinTreesAreRefusedBeforeAnythingIsRead() {
    for (String scope : List.of("TREE", "$scope")) {
      String trees =
          """
          query ($scope: LineScope = TREE) { employees(first: 1) { nodes { ...Tree ... @skip(if: false) { reports(scope: $scope) { id } } } } }
          fragment Tree on Employee { reports(scope: %1$s) { reportingLine { reports(scope: %1$s) { reportingLine { reports(scope: %1$s) { name } } } } } }
          """
              .formatted(scope);
      JsonPath refused = ADMIN.ask(trees, Map.of());
      assertEquals("OVER_BUDGET", refused.getString("errors[0].extensions.code"), scope);
      assertEquals("cost", refused.getString("errors[0].extensions.field"), scope);
      assertTrue(refused.getInt("extensions.cost.requested") > 1_000_000, scope);
    }
    JsonPath direct =
        ADMIN.data(
            "{ employees(first: 20) { nodes { reports { name reportingLine { name } } } } }");
    assertTrue(direct.getInt("extensions.cost.requested") < 5000);
  }

  @Test
  void anAnswerThatGrowsBeyondItsBoundIsStoppedWhetherReadOrChangedOrTold() throws Exception {
    Company company = Company.imported();
    company.put(
        "employees",
        "source,external_id,name,email,position,function",
        IntStream.range(0, LINE).mapToObj(AnswerBoundsTest::clerk).toArray(String[]::new));
    Database.change(
        """
        insert into reporting_line (employee_id, manager_id, valid)
        select e.id, coalesce(lag(e.id) over (order by e.id), chief.id), daterange('2020-01-01', null)
        from employee e join employee chief on chief.source = e.source and chief.external_id = 'chief'
        where e.source = ? and e.position = 'Clerk'
        """,
        company.prefix);
    try {
      isStoppedBelow(company);
    } finally {
      Database.change(
          """
          delete from reporting_line where employee_id in (
            select id from employee where source = ? and position = 'Clerk')
          """,
          company.prefix);
    }
  }

  private void isStoppedBelow(Company company) throws Exception {
    String id = id(company);
    String below = "reports(scope: TREE) { reportingLine { id name } }";
    JsonPath read =
        ADMIN.ask("query ($id: ID!) { employee(id: $id) { " + below + " } }", Map.of("id", id));
    assertEquals("OVER_BUDGET", read.getString("errors[0].extensions.code"), read::prettify);
    assertEquals("values", read.getString("errors[0].extensions.field"));
    assertEquals(1, read.getList("errors").size());
    assertNull(read.get("data"));
    assertEquals(5000, read.getInt("extensions.cost.limit"));

    Map<String, Object> change = Map.of("id", id, "expectedVersion", 1, "position", "Chairman");
    JsonPath changed =
        ADMIN.ask(
            "mutation ($i: EmployeeUpdateInput!) { employeeUpdate(input: $i) { " + below + " } }",
            Map.of("i", change));
    assertEquals("values", changed.getString("errors[0].extensions.field"), changed::prettify);
    assertTrue(changed.getString("errors[0].message").startsWith("The change is made"));
    assertEquals(
        "Chairman",
        ADMIN
            .data("query ($id: ID!) { employee(id: $id) { position } }", Map.of("id", id))
            .getString("data.employee.position"));

    company.account("acme", "north");
    try (Socket ana = Socket.of(company.login("ana"))) {
      ana.subscribedTo(
          "{\"id\":\"1\",\"type\":\"subscribe\",\"payload\":{\"query\":\"subscription { accountChanged { lead { manager { "
              + below
              + " } } } }\"}}");
      company.put(
          "accounts",
          "source,external_id,name,country,segment,team_external_id",
          "%1$s,acme,Renamed,DE,Food,%1$s north");
      JsonPath told = ana.heard();
      assertEquals("error", told.getString("type"), told::prettify);
      assertEquals("values", told.getString("payload[0].extensions.field"));
    }
  }

  private static String id(Company company) {
    return Client.as(company.login("chief"))
        .data("{ viewer { employee { id } } }")
        .getString("data.viewer.employee.id");
  }

  private static String clerk(int place) {
    return "%1$s,e" + place + ",Eve " + place + ",e" + place + ".%1$s@keypulse.example,Clerk,SALES";
  }

  @Test
  void longTextsCountAsManyValuesAndTimeEndsWhatIsBuilt() {
    AnswerBounds texts = new AnswerBounds(100, Duration.ofMinutes(1));
    texts.write("x".repeat(6_000));
    assertThrows(AnswerBounds.Stopped.class, () -> texts.write("x".repeat(6_000)));
    assertEquals("values", texts.refusal().orElseThrow().field());
    AnswerBounds lists = new AnswerBounds(100, Duration.ofMinutes(1));
    assertThrows(AnswerBounds.Stopped.class, () -> lists.write(Collections.nCopies(101, "SALES")));
    AnswerBounds late = new AnswerBounds(1_000_000, Duration.ZERO);
    assertThrows(
        AnswerBounds.Stopped.class, () -> IntStream.range(0, 100).forEach(_ -> late.holdOne()));
    assertEquals("time", late.refusal().orElseThrow().field());
  }
}
