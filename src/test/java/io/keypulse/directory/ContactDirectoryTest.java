package io.keypulse.directory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.keypulse.Client;
import io.keypulse.Company;
import io.keypulse.KeypulseTest;
import io.restassured.path.json.JsonPath;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@KeypulseTest
class ContactDirectoryTest {
  private static final String QUERY =
      "query ($f: ContactFilter, $n: Int, $a: String) { contacts(first: $n, after: $a, filter: $f)"
          + " { nodes { name roles account { externalId } } edges { cursor } pageInfo { hasNextPage endCursor } totalCount } }";

  private final Company company = new Company();
  private final Client chief = Client.as(company.login("chief"));
  private final Client ana = Client.as(company.login("ana"));
  private final Client ben = Client.as(company.login("ben"));

  @BeforeEach
  void peopleAtThreeAccounts() {
    company.staffed().keyAccount("a", "north", 0, "T").account("b", "north").account("z", "south");
    company.put(
        "contacts",
        "source,external_id,account_external_id,name,email,role,language,left_on",
        "%1$s,1,a,Zoé Álvarez,zoe@%1$s.example,BUYER;CHAMPION,en,",
        "%1$s,2,b,Bert Brecht,,USER,de,",
        "%1$s,3,b,Carl Gone,,USER,de,2020-01-01",
        "%1$s,4,z,Dora Zander,,BUYER,en,");
  }

  @Test
  void contactsAreListedByNameToWhoSeesTheirAccounts() {
    assertEquals(List.of("Bert Brecht", "Zoé Álvarez"), found(ana, Map.of()));
    assertEquals(List.of("Dora Zander"), found(ben, Map.of()));
    assertEquals(List.of("Bert Brecht", "Dora Zander", "Zoé Álvarez"), found(chief, Map.of()));
    Map<String, Object> variables = new HashMap<>(Map.of("n", 2));
    JsonPath first = chief.data(QUERY, variables);
    variables.put("a", first.getString("data.contacts.pageInfo.endCursor"));
    JsonPath second = chief.data(QUERY, variables);
    assertEquals(List.of("Zoé Álvarez"), second.getList("data.contacts.nodes.name"));
    assertFalse(second.getBoolean("data.contacts.pageInfo.hasNextPage"));
    variables.put("f", Map.of("includeLeft", true));
    assertEquals("INVALID", chief.refusal(QUERY, variables));
  }

  @Test
  void whoIsSearchedForComesBeforeThoseWhoHaveAPartOfTheName() {
    company.put(
        "contacts",
        "source,external_id,account_external_id,name,email,role,language",
        "%1$s,5,b,Alba Vega,,USER,es",
        "%1$s,6,b,Alba Vega Moreno,,USER,es",
        "%1$s,7,b,Alba Vegas,,USER,es",
        "%1$s,8,b,Alba Verdugo,,USER,es",
        "%1$s,9,b,María Alba Vega de la Peña,,USER,es");
    Map<String, Object> variables =
        new HashMap<>(Map.of("n", 1, "f", Map.of("search", "alba vega")));
    assertEquals("Alba Vega", found(ana, Map.of("search", "alba vega")).getFirst());
    List<String> walked = new ArrayList<>();
    for (int page = 0; page < 4; page++) {
      JsonPath answer = ana.data(QUERY, variables);
      walked.addAll(answer.getList("data.contacts.nodes.name"));
      variables.put("a", answer.getString("data.contacts.pageInfo.endCursor"));
    }
    assertEquals(found(ana, Map.of("search", "alba vega")).subList(0, 4), walked);
  }

  @Test
  void everyPartOfAFilterNarrows() {
    assertEquals(List.of("Zoé Álvarez"), found(chief, Map.of("search", "zoe ALV")));
    assertEquals(
        List.of("Zoé Álvarez"),
        found(chief, Map.of("search", " ZOE@%s.example".formatted(company.prefix))));
    assertEquals(List.of("Zoé Álvarez"), found(ana, Map.of("search", "varez")), "a part");
    assertEquals(List.of("Zoé Álvarez"), found(ana, Map.of("search", "alvares")), "a slip");
    assertEquals(
        List.of(), found(ana, Map.of("search", "lv")), "two letters are a word or nothing");
    assertEquals(List.of(), found(ben, Map.of("search", "zoe")), "not his");
    assertEquals(List.of(), found(chief, Map.of("search", "%")));
    assertEquals(
        List.of("Bert Brecht", "Carl Gone"),
        found(chief, Map.of("includeLeft", true, "roles", List.of("USER"))));
    assertEquals(List.of("Zoé Álvarez"), found(chief, Map.of("roles", List.of("CHAMPION"))));
    assertEquals(List.of(), found(chief, Map.of("roles", List.of())));
    Map<String, Object> key = Map.of("keyStatus", Map.of("tier", Map.of("eq", "t")));
    assertEquals(List.of("Zoé Álvarez"), found(chief, Map.of("account", key)));
    assertEquals(
        List.of("Dora Zander"),
        found(chief, Map.of("team", Map.of("search", company.prefix + " south"))));
    JsonPath bad = chief.ask(QUERY, Map.of("f", Map.of("search", " ")));
    assertEquals("filter.search", bad.getString("errors[0].extensions.field"));
  }

  @Test
  void analystsLearnNoNameByListOrderOrCursor() {
    Client analyst = Client.as("analyst");
    JsonPath page = analyst.data(QUERY, Map.of("n", 100));
    page.getList("data.contacts.nodes.name").forEach(name -> assertNull(name));
    for (String cursor : page.getList("data.contacts.edges.cursor", String.class)) {
      String plain = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
      assertEquals(3, plain.strip().lines().count(), "list, number and proof alone: " + plain);
    }
    assertEquals("FORBIDDEN", analyst.refusal(QUERY, Map.of("f", Map.of("search", "zoe"))));
  }

  private List<String> found(Client viewer, Map<String, Object> filter) {
    JsonPath answer = viewer.data(QUERY, Map.of("f", filter));
    List<String> names = answer.getList("data.contacts.nodes.name", String.class);
    assertEquals(names.size(), answer.getInt("data.contacts.totalCount"));
    return names;
  }
}
