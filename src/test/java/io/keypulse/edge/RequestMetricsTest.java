package io.keypulse.edge;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.keypulse.Client;
import io.keypulse.KeypulseTest;
import io.quarkus.arc.Arc;
import jakarta.enterprise.inject.Any;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;

/** Whoever looks at the metrics finds our addresses there, and nothing that strangers make up. */
@KeypulseTest
class RequestMetricsTest {
  private static final String CHUNKED = "Transfer-Encoding: chunked";
  private static final int MORE_THAN_NAMES_ARE_COUNTED = 110;

  @Test
  void whatStrangersMakeUpHasNoNameOfItsOwn() throws IOException {
    for (int number = 0; number < MORE_THAN_NAMES_ARE_COUNTED; number++) {
      RawRequest.send("POST /madeup-" + number, CHUNKED, "0\r\n\r\n");
    }
    for (String line :
        List.of(
            "POST /x/../s/madeup-token",
            "POST /q/../madeup",
            "POST /graphql/madeup",
            "POST /graphql;madeup",
            "POST /{madeup}",
            "POST /madeup%zz",
            "POST madeup",
            "MADEUP /madeup",
            "GET /reports/managers/madeup",
            "GET /waves/madeup/madeup",
            "GET /import/madeup")) {
      RawRequest.send(line, CHUNKED, "0\r\n\r\n");
      RawRequest.send(line, "Accept: madeup", "");
      RawRequest.send(line, "Content-Length: 0", "");
    }
    String metrics = metrics();
    assertEquals(
        List.of(),
        metrics.lines().filter(line -> line.toLowerCase(Locale.ROOT).contains("madeup")).toList());
    assertTrue(metrics.contains("uri=\"OTHER\""), metrics);
  }

  @Test
  void everyAddressOfOursIsCountedByItsName() {
    Client.as("admin").data("{ viewer { name } }");
    given().get("/s/a-token-of-nobody");
    given().get("/dissatisfaction.csv");
    given().get("/reports/managers/somebody");
    String metrics = metrics();
    for (String name :
        List.of(
            "/graphql/execute",
            "/s/{token}",
            "/dissatisfaction.csv",
            "/reports/managers/{managerId}")) {
      assertTrue(metrics.contains("uri=\"" + name + "\""), name + " is not in " + metrics);
    }
    assertFalse(metrics.contains("a-token-of-nobody"));
  }

  @Test
  void everyAddressOfOursHasOne() {
    Set<String> named =
        Stream.of(
                ConfigProvider.getConfig()
                    .getValue(
                        "quarkus.micrometer.binder.http-server.match-patterns", String[].class))
            .map(pattern -> pattern.substring(pattern.indexOf('=') + 1).strip())
            .collect(Collectors.toSet());
    Set<String> missing = new TreeSet<>(addresses());
    assertTrue(missing.contains("/s/{token}"), missing::toString);
    missing.removeAll(named);
    assertEquals(Set.of(), missing);
  }

  /** But for the demo's. */
  private static Set<String> addresses() {
    return Arc.container().beanManager().getBeans(Object.class, Any.Literal.INSTANCE).stream()
        .<Class<?>>map(bean -> bean.getBeanClass())
        .filter(resource -> resource.isAnnotationPresent(Path.class))
        .filter(resource -> !resource.getPackageName().equals("io.keypulse.demo"))
        .filter(resource -> resource.getPackageName().startsWith("io.keypulse"))
        .flatMap(RequestMetricsTest::addresses)
        .collect(Collectors.toSet());
  }

  private static Stream<String> addresses(Class<?> resource) {
    String whole = Objects.requireNonNull(resource.getAnnotation(Path.class)).value();
    List<String> parts =
        Arrays.stream(resource.getDeclaredMethods())
            .filter(method -> method.isAnnotationPresent(Path.class))
            .map(method -> Objects.requireNonNull(method.getAnnotation(Path.class)).value())
            .toList();
    return parts.isEmpty() ? Stream.of(whole) : parts.stream().map(part -> whole + "/" + part);
  }

  private static String metrics() {
    return given().get("/q/metrics").then().statusCode(200).extract().asString();
  }
}
