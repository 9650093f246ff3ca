package io.keypulse.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.keypulse.Client;
import io.keypulse.Company;
import io.keypulse.Database;
import io.keypulse.KeypulseTest;
import io.restassured.path.json.JsonPath;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Several changes in one document are carried out in their order, each for itself. */
@KeypulseTest
class SeveralChangesTest {
  @Test
  void theFirstThatIsRefusedIsTheLastThatIsTriedAndItsPathTellsWhichWereKept() {
    String prefix = new Company().prefix;
    JsonPath answer =
        Client.as("admin")
            .ask(
                """
                mutation ($one: TeamCreateInput!, $two: TeamCreateInput!, $three: TeamCreateInput!) {
                  one: teamCreate(input: $one) { id }
                  two: teamCreate(input: $two) { id }
                  three: teamCreate(input: $three) { id }
                }""",
                Map.of(
                    "one",
                    team(prefix, "1"),
                    "two",
                    team(prefix, "1"),
                    "three",
                    team(prefix, "3")));
    assertNull(answer.get("data"));
    assertEquals(1, answer.getList("errors").size());
    assertEquals("ALREADY_EXISTS", answer.getString("errors[0].extensions.code"));
    assertEquals(List.of("two"), answer.getList("errors[0].path"));
    assertEquals(
        List.of("1"), Database.column("select external_id from team where source = ?", prefix));
  }

  private static Map<String, Object> team(String source, String externalId) {
    return Map.of("name", "Team of " + source, "source", source, "externalId", externalId);
  }
}
