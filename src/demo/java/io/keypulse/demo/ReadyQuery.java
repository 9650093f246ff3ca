package io.keypulse.demo;

import jakarta.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Objects;

/** A GraphQL query to start from; its first line, a comment, is its title. */
record ReadyQuery(String title, String text) {
  static List<ReadyQuery> all() {
    return List.of("1-dissatisfaction", "2-waves", "3-follow-ups", "4-accounts", "5-program")
        .stream()
        .map(ReadyQuery::read)
        .toList();
  }

  /** Opens in the GraphQL UI, signed in already. */
  String uiLink(String login) {
    String credentials =
        Base64.getEncoder()
            .encodeToString((login + ":" + DemoPeople.PASSWORD).getBytes(StandardCharsets.UTF_8));
    String headers =
        Json.createObjectBuilder().add("Authorization", "Basic " + credentials).build().toString();
    return "/q/graphql-ui/?query=" + encoded(text) + "&headers=" + encoded(headers);
  }

  String curl(String login, int port) {
    String body =
        Json.createObjectBuilder()
            .add("query", text.replaceAll("\\s+", " ").strip())
            .build()
            .toString();
    return "curl -u %s:%s -H 'Content-Type: application/json' -d '%s' http://localhost:%d/graphql"
        .formatted(login, DemoPeople.PASSWORD, body, port);
  }

  private static ReadyQuery read(String name) {
    try (InputStream file =
        Objects.requireNonNull(
            ReadyQuery.class.getResourceAsStream("/demo/queries/" + name + ".graphql"), name)) {
      String[] parts = new String(file.readAllBytes(), StandardCharsets.UTF_8).split("\n", 2);
      return new ReadyQuery(parts[0].replaceFirst("^# ", ""), parts[1].strip());
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
