package io.keypulse.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.keypulse.Client;
import io.keypulse.KeypulseTest;
import io.restassured.path.json.JsonPath;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
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

  @Test
  void aSizeThatAVariableHasByDefaultCountsAsOneThatIsSaid() {
    String query =
        "query ($n: Int = 100) { accounts(first: $n) { nodes { answers(first: $n) { id } } } }";
    assertEquals("cost", ADMIN.ask(query, Map.of()).getString("errors[0].extensions.field"));
    assertEquals(1 + 2 * (1 + 3), cost(query, Map.of("n", 2)));
    String unsaid = "query ($n: Int) { accounts(first: $n) { totalCount } }";
    Map<String, @Nullable Object> nothing = new HashMap<>();
    nothing.put("n", null);
    assertEquals(1 + 25, cost(unsaid, Map.of()));
    assertEquals(1 + 25, cost(unsaid, nothing));
    assertEquals(1 + 25, cost(unsaid.replace("Int", "Int = 3"), nothing));
    assertEquals(1 + 25, cost(unsaid.replace("Int", "Int = null"), Map.of()));
    assertEquals(1 + 3, cost(unsaid.replace("Int", "Int = 3"), Map.of()));
    assertEquals(1 + 25, cost("{ accounts(first: null) { totalCount } }", Map.of()));
  }

  @Test
  void whatAVariableMayLeaveOutCountsAsAskedFor() {
    String query =
        "query ($no: Boolean = false) { accounts(first: 100) @include(if: $no) { nodes { answers(first: 100) { id } } } }";
    assertEquals("cost", ADMIN.ask(query, Map.of()).getString("errors[0].extensions.field"));
  }

  private static int cost(String query, Map<String, ? extends @Nullable Object> variables) {
    return ADMIN.data(query, new HashMap<>(variables)).getInt("extensions.cost.requested");
  }
}
