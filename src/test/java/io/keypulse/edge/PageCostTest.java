package io.keypulse.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.keypulse.Client;
import io.keypulse.KeypulseTest;
import io.restassured.path.json.JsonPath;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@KeypulseTest
class PageCostTest {
  private static final Client ADMIN = Client.as("admin");

  @Test
  void aPageCountsItsSizeWhateverIsAskedOfIt() {
    String answers = "{ accounts(first: %d) { nodes { answers(first: 100) { %s } } } }";
    for (String fields : List.of("id", "__typename", "contact { id }")) {
      JsonPath refused = ADMIN.ask(answers.formatted(100, fields), Map.of());
      assertEquals("cost", refused.getString("errors[0].extensions.field"), fields);
      assertTrue(refused.getInt("extensions.cost.requested") > 10_000, fields);
    }
    assertEquals(
        1 + 2 * (1 + 101),
        ADMIN.data(answers.formatted(2, "id")).getInt("extensions.cost.requested"));
  }
}
