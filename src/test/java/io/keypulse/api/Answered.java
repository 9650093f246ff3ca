package io.keypulse.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.keypulse.Client;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * What one answer gives away: every id in it and every text, also those that stand inside cursors.
 */
record Answered(JsonNode json, Set<String> ids, Set<String> texts) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern ID = Pattern.compile("[A-Z][A-Za-z]+:[0-9]+");

  static Answered to(Client client, String query) {
    try {
      return of(JSON.readTree(client.answer(query, Map.of())));
    } catch (JsonProcessingException fault) {
      throw new AssertionError(query, fault);
    }
  }

  /** What a subscriber was told in this message. */
  static Answered told(String message) {
    try {
      return of(JSON.readTree(message).path("payload"));
    } catch (JsonProcessingException fault) {
      throw new AssertionError(message, fault);
    }
  }

  private static Answered of(JsonNode json) {
    Answered answered = new Answered(json, new LinkedHashSet<>(), new LinkedHashSet<>());
    answered.read(json.path("data"));
    answered.read(json.path("errors"));
    return answered;
  }

  /** The codes of its errors. */
  Set<String> refusals() {
    Set<String> codes = new TreeSet<>();
    json.path("errors").forEach(error -> codes.add(error.at("/extensions/code").asText("none")));
    return codes;
  }

  /** Whether this is said anywhere. */
  boolean says(String part) {
    return texts.stream().anyMatch(text -> text.contains(part));
  }

  private void read(JsonNode node) {
    if (node.isTextual()) {
      read(node.asText());
    } else {
      node.forEach(this::read);
    }
  }

  private void read(String text) {
    texts.add(text);
    try {
      String inside = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
      texts.add(inside);
      if (ID.matcher(inside).matches()) {
        ids.add(inside);
      }
    } catch (IllegalArgumentException plainText) {
      // nothing inside
    }
  }
}
