package io.keypulse.edge;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import java.util.Map;

/** Writes an answer as JSON. */
final class AnswerJson {
  private static final ObjectWriter JSON = new ObjectMapper().writer();

  private AnswerJson() {}

  static byte[] bytes(Map<String, ?> answer) {
    try {
      return JSON.writeValueAsBytes(answer);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
