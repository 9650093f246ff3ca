package io.keypulse.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.keypulse.Client;
import io.keypulse.Company;
import io.keypulse.KeypulseTest;
import java.util.Map;
import org.junit.jupiter.api.Test;

@KeypulseTest
class NodeTest {
  private static final String NODE =
      "query ($id: ID!) { node(id: $id) { id __typename ... on Account { name contacts { name } } ... on Contact { role } } }";

  @Test
  void whatHasAnIdIsReadAgainByItAndOnlyByWhoMaySeeIt() {
    Company company = Company.imported().keyAccount("acme", "north", 1);
    Client ana = Client.as(company.login("ana"));
    Client ben = Client.as(company.login("ben"));
    String account =
        ana.data("{ accounts { nodes { id } } }").getString("data.accounts.nodes[0].id");
    String contact =
        ana.data("{ accounts { nodes { contacts { id } } } }")
            .getString("data.accounts.nodes[0].contacts[0].id");

    var found = ana.data(NODE, Map.of("id", account));
    assertEquals("Account", found.getString("data.node.__typename"));
    assertEquals(account, found.getString("data.node.id"));
    assertEquals("Kim 1", found.getString("data.node.contacts[0].name"));
    assertEquals("BUYER", ana.data(NODE, Map.of("id", contact)).getString("data.node.role"));
    assertNull(ben.data(NODE, Map.of("id", account)).get("data.node"));
    assertNull(ben.data(NODE, Map.of("id", contact)).get("data.node"));
    assertNull(ana.data(NODE, Map.of("id", "nothing")).get("data.node"));
  }
}
