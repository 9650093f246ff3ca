package io.keypulse.stats;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/**
 * A reference case: its input, the values that published software computed from it, and how close
 * to come.
 */
record ReferenceCase(String name) {
  JsonNode input() {
    return json("case.json").get("input");
  }

  JsonNode expected() {
    return json("expected.json").get("expected");
  }

  double tolerance() {
    return json("expected.json").at("/tolerance/abs").asDouble();
  }

  List<String> lines(String file) {
    return text(file).lines().skip(1).toList();
  }

  private JsonNode json(String file) {
    try {
      return new ObjectMapper().readTree(text(file));
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }

  private String text(String file) {
    String path = "/stats/" + name + "/" + file;
    try (InputStream in =
        Objects.requireNonNull(ReferenceCase.class.getResourceAsStream(path), path)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }
}
