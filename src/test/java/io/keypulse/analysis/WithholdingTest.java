package io.keypulse.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.keypulse.Client;
import io.keypulse.Database;
import io.keypulse.KeypulseTest;
import io.keypulse.platform.GlobalId;
import io.restassured.path.json.JsonPath;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Whether those who must not be asked are those who complained. */
@KeypulseTest
class WithholdingTest {
  private static final String ASKED =
      """
      query ($id: ID!) { wave(id: $id) { withholding { drawn withheld byStratum { name drawn withheld moreOften }
        byLastAnswer { name drawn withheld moreOften } } } }
      """;

  @Test
  void thatTheDissatisfiedAreWithheldMoreOftenThanOthersIsTold() {
    Answers answers = new Answers().accounts("north", "a", 12, 2, "Food");
    String program = answers.company.program(100_000);
    String first = answers.wave(program, 90);
    answers.say(
        first, "a", 1, 12, 1, "case when i <= 5 then 1 else 4 end", "array[2, 4, 4]", "null");
    hold(answers, "a", 5);
    String second = answers.wave(program, 10);

    JsonPath told = told(second);
    assertEquals(24, told.getInt("drawn"));
    assertEquals(5, told.getInt("withheld"));
    assertEquals(
        List.of("DISSATISFIED 5 of 5 true", "NOTHING 0 of 12 false", "OTHERWISE 0 of 7 false"),
        groups(told, "byLastAnswer"));
    assertEquals(List.of("ALL 5 of 24 false"), groups(told, "byStratum"), "there are no others");

    Database.change(
        "update wave set confidentiality = 'AGGREGATE', aggregate_from = 5 where id = ?::int",
        first);
    assertEquals(
        List.of("NOTHING 5 of 24 false"),
        groups(told(second), "byLastAnswer"),
        "confidential answers tell nothing here");
    assertFalse(told(first).getBoolean("byStratum[0].moreOften"));
  }

  private static void hold(Answers answers, String id, int accounts) {
    Client admin = Client.as("admin");
    for (int account = 1; account <= accounts; account++) {
      String contact =
          Database.value(
              "select id from contact where source = ? and external_id = ?",
              answers.company.prefix,
              id + account + "-1");
      admin.data(
          "mutation ($id: ID!) { contactHoldSet(input: {contactId: $id, reason: \"Complained\"}) { id } }",
          Map.of("id", GlobalId.of("Contact", Long.parseLong(contact))));
    }
  }

  private static JsonPath told(String wave) {
    JsonPath all =
        Client.as("admin").data(ASKED, Map.of("id", GlobalId.of("Wave", Long.parseLong(wave))));
    all.setRootPath("data.wave.withholding");
    return all;
  }

  private static List<String> groups(JsonPath told, String list) {
    List<Map<String, Object>> groups = told.getList(list);
    return groups.stream()
        .map(
            group ->
                "%s %s of %s %s"
                    .formatted(
                        group.get("name"),
                        group.get("withheld"),
                        group.get("drawn"),
                        group.get("moreOften")))
        .toList();
  }
}
