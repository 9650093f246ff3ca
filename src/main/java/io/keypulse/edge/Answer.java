package io.keypulse.edge;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import graphql.ExecutionResult;
import graphql.GraphQLError;
import io.keypulse.platform.Refused;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a client is told, as GraphQL shapes it. */
final class Answer {
  static final String WENT_WRONG =
      "Something went wrong on our side; try again, and report the incident if it stays.";

  private static final ObjectWriter JSON = new ObjectMapper().writer();
  private static final Pattern QUOTED = Pattern.compile("'([^']+)'");

  private Answer() {}

  static Map<String, Object> of(ExecutionResult result) {
    Map<String, Object> answer = new LinkedHashMap<>();
    if (!result.getErrors().isEmpty()) {
      answer.put("errors", errors(result));
    }
    if (result.isDataPresent()) {
      answer.put("data", result.getData());
    }
    return answer;
  }

  static List<Map<String, Object>> errors(ExecutionResult result) {
    return result.getErrors().stream().map(error -> error(error, result.isDataPresent())).toList();
  }

  static Map<String, Object> of(Refused refused) {
    return Map.of("errors", errors(refused));
  }

  static List<Map<String, Object>> errors(Refused refused) {
    return List.of(
        Map.of("message", String.valueOf(refused.getMessage()), "extensions", extensions(refused)));
  }

  static List<Map<String, Object>> incident(String number) {
    return List.of(
        Map.of(
            "message", WENT_WRONG, "extensions", Map.of("code", "INTERNAL", "incident", number)));
  }

  /** What a program acts on. */
  static Map<String, Object> extensions(Refused refused) {
    Map<String, Object> extensions = new LinkedHashMap<>();
    extensions.put("code", refused.code().name());
    if (refused.field() != null) {
      extensions.put("field", refused.field());
    }
    if (refused.currentVersion() != null) {
      extensions.put("currentVersion", refused.currentVersion());
    }
    return extensions;
  }

  static byte[] json(Map<String, ?> answer) {
    try {
      return JSON.writeValueAsBytes(answer);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** What the engine itself refuses, before anything is executed, names code and field too. */
  private static Map<String, Object> error(GraphQLError error, boolean executed) {
    Map<String, Object> told = new LinkedHashMap<>(error.toSpecification());
    if (!executed) {
      String message = String.valueOf(error.getMessage());
      told.put("extensions", extensions(Refused.invalid(field(message), message)));
    }
    return told;
  }

  /** What {@code i18n/Validation_en.properties} and {@link InputMistakes} quote first. */
  private static String field(String message) {
    Matcher quoted = QUOTED.matcher(message);
    return quoted.find() ? FieldNames.told(quoted.group(1)) : "query";
  }
}
