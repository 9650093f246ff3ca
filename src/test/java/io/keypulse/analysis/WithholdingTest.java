package io.keypulse.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.keypulse.Client;
import io.keypulse.Database;
import io.keypulse.KeypulseTest;
import io.keypulse.platform.GlobalId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Whether those who must not be asked are those who complained. */
@KeypulseTest
class WithholdingTest {
  private static final String ASKED =
      """
      query ($id: ID!) { wave(id: $id) { withholding { drawn withheld dissatisfiedDrawn dissatisfiedWithheld
        otherwiseDrawn otherwiseWithheld dissatisfiedMoreOften strataMoreOften } } }
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

    assertEquals(
        Map.of(
            "drawn", 24,
            "withheld", 5,
            "dissatisfiedDrawn", 5,
            "dissatisfiedWithheld", 5,
            "otherwiseDrawn", 7,
            "otherwiseWithheld", 0,
            "dissatisfiedMoreOften", true,
            "strataMoreOften", List.of()),
        told(second));
    assertEquals(false, told(first).get("dissatisfiedMoreOften"));

    Database.change(
        "update wave set confidentiality = 'AGGREGATE', aggregate_from = 5 where id = ?::int",
        first);
    assertEquals(0, told(second).get("dissatisfiedDrawn"), "confidential answers tell nothing");
    assertEquals(false, told(second).get("dissatisfiedMoreOften"));
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

  private static Map<String, Object> told(String wave) {
    return Client.as("admin")
        .data(ASKED, Map.of("id", GlobalId.of("Wave", Long.parseLong(wave))))
        .getMap("data.wave.withholding");
  }
}
