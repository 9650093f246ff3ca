package io.keypulse.edge;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.keypulse.platform.Refused;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The parts of a well-formed request. */
record GraphQlRequest(String query, @Nullable String operationName, Map<String, Object> variables) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * Reads the JSON body.
   *
   * @throws Refused INVALID, naming the part that is not as GraphQL over HTTP wants it
   */
  static GraphQlRequest parse(String body) {
    return of(tree(body));
  }

  /** As {@link #parse}, for JSON that is read already. */
  static GraphQlRequest of(JsonNode root) {
    if (!root.isObject()) {
      throw Refused.invalid(
          "body", "Send one JSON object with query, variables and operationName.");
    }
    require(root, "operationName", "a string", node -> node.isTextual());
    require(root, "variables", "an object", node -> node.isObject());
    require(root, "extensions", "an object", node -> node.isObject());
    if (!root.path("query").isTextual()) {
      throw Refused.invalid("query", "Send the GraphQL document as the string query.");
    }
    return new GraphQlRequest(
        root.get("query").textValue(),
        operationName(root.path("operationName")),
        variables(root.path("variables")));
  }

  private static JsonNode tree(String body) {
    try {
      return JSON.readTree(body);
    } catch (JsonProcessingException broken) {
      throw Refused.invalid("body", "The body is not JSON.");
    }
  }

  /** The engine takes an empty name as none. */
  private static @Nullable String operationName(JsonNode node) {
    return node.asText().isEmpty() ? null : node.textValue();
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> variables(JsonNode node) {
    return node.isObject() ? JSON.convertValue(node, Map.class) : Map.of();
  }

  private static void require(
      JsonNode root, String part, String type, java.util.function.Predicate<JsonNode> is) {
    JsonNode node = root.path(part);
    if (!node.isMissingNode() && !node.isNull() && !is.test(node)) {
      throw Refused.invalid(part, "Send " + part + " as " + type + " or leave it out.");
    }
  }
}
