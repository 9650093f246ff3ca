package io.keypulse.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.keypulse.Client;
import io.keypulse.Company;
import io.keypulse.KeypulseTest;
import io.keypulse.Socket;
import io.keypulse.platform.GlobalId;
import io.restassured.path.json.JsonPath;
import java.net.http.WebSocketHandshakeException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

@KeypulseTest
class SubscriptionTest {
  private static final String CHANGED =
      "{\"id\":\"1\",\"type\":\"subscribe\",\"payload\":{\"query\":\"subscription { accountChanged { name externalId } }\"}}";

  private static final String LINES =
      "source,external_id,account_external_id,date,category,net_amount,currency,type,document";

  private static final String WAVE = GlobalId.of("Wave", 2_000_000_000);
  private static final String NO_JOB = GlobalId.of("ImportJob", 2_000_000_000);

  @Test
  void whoSeesAnAccountIsToldOfItsChangesAndNobodyElse() throws Exception {
    Company company = Company.imported().account("acme", "north").account("bolt", "south");
    try (Socket ana = Socket.of(company.login("ana"));
        Socket ben = Socket.of(company.login("ben"))) {
      ana.subscribedTo(CHANGED);
      ben.subscribedTo(CHANGED);
      rename(company, "acme", "north", "Acme Renamed");
      rename(company, "bolt", "south", "Bolt Renamed");
      assertEquals("Acme Renamed", ana.heard().getString("payload.data.accountChanged.name"));
      assertEquals("Bolt Renamed", ben.heard().getString("payload.data.accountChanged.name"));
      rename(company, "acme", "south", "Acme Moved");
      assertEquals("Acme Moved", ben.heard().getString("payload.data.accountChanged.name"));
      rename(company, "acme", "north", "Acme Back");
      assertEquals("Acme Back", ana.heard().getString("payload.data.accountChanged.name"));
      assertNull(ben.silence());
    }
  }

  @Test
  void companiesSponsorsMeetingsPurchasesAndTheTeamChangeAnAccountToo() throws Exception {
    Company company = Company.imported().account("bolt", "south");
    for (String account : List.of("related", "sponsored", "buying")) {
      company.account(account, "north");
    }
    try (Socket ana = Socket.of(company.login("ana"));
        Socket ben = Socket.of(company.login("ben"))) {
      ana.subscribedTo(CHANGED);
      ben.subscribedTo(CHANGED);
      company.put(
          "account-relationships",
          "source,external_id,account_external_id,type,other_external_id,since",
          "%1$s,r1,related,SUBSIDIARY_OF,bolt,2020-01-01");
      assertEquals("related", changed(ana));
      assertEquals("bolt", changed(ben));
      company.put(
          "executive-sponsors",
          "source,external_id,account_external_id,employee_external_id,valid_from",
          "%1$s,s1,sponsored,chief,2020-01-01");
      assertEquals("sponsored", changed(ana));
      Client lead = Client.as(company.login("ana"));
      String sponsor =
          lead.data("{ accounts { nodes { executiveSponsor { id } } } }")
              .getString("data.accounts.nodes.executiveSponsor.id.find { it != null }");
      String held =
          lead.data(
                  "mutation ($s: ID!) { executiveSponsorMeetingRecord(input: {sponsorId: $s}) { executiveSponsor { meetings { id } } } }",
                  Map.of("s", sponsor))
              .getString("data.executiveSponsorMeetingRecord.executiveSponsor.meetings[0].id");
      assertEquals("sponsored", changed(ana));
      lead.data(
          "mutation ($m: ID!) { executiveSponsorMeetingRemove(input: {id: $m, expectedVersion: 1}) { id } }",
          Map.of("m", held));
      assertEquals("sponsored", changed(ana), "of what is taken back too");
      company.put("purchases", LINES, "%1$s,1,buying,2025-01-01,Film,1.00,EUR,INVOICE,1");
      assertEquals("buying", changed(ana));
      company.put("purchases", LINES, batch());
      assertNull(ana.silence(), "a batch of an import is no news");
      company.put(
          "team-members",
          "source,external_id,team_external_id,employee_external_id,function,lead",
          "%1$s,m9,%1$s north,chief,FINANCE,false");
      assertEquals(
          List.of("buying", "related", "sponsored"),
          Stream.of(changed(ana), changed(ana), changed(ana)).sorted().toList(),
          "each once, for the batch before rang for none");
      assertNull(ben.silence());
    }
  }

  private static String[] batch() {
    return IntStream.range(0, 501)
        .mapToObj("%%1$s,n%1$d,buying,2025-01-01,Film,1.00,EUR,INVOICE,n%1$d"::formatted)
        .toArray(String[]::new);
  }

  private static String changed(Socket socket) throws InterruptedException {
    return socket.heard().getString("payload.data.accountChanged.externalId");
  }

  @Test
  void oneAccountCanBeFollowedAlone() throws Exception {
    Company company = Company.imported().account("acme", "north").account("bolt", "north");
    Client ana = Client.as(company.login("ana"));
    String bolt = ana.data("{ accounts { nodes { id } } }").getString("data.accounts.nodes[1].id");
    try (Socket socket = Socket.of(company.login("ana"))) {
      socket.say(CHANGED.replace("accountChanged {", "accountChanged(id: \\\"" + bolt + "\\\") {"));
      socket.awaitListening();
      rename(company, "acme", "north", "Acme Renamed");
      rename(company, "bolt", "north", "Bolt Renamed");
      assertEquals("bolt", socket.heard().getString("payload.data.accountChanged.externalId"));
    }
  }

  @Test
  void aBadSubscriptionIsRefusedByNameAndTheSocketStays() throws Exception {
    Company company = Company.imported();
    try (Socket ana = Socket.of(company.login("ana"))) {
      ana.say(CHANGED.replace("externalId", "nothing"));
      JsonPath refused = ana.heard();
      assertEquals("error", refused.getString("type"));
      assertEquals("INVALID", refused.getString("payload[0].extensions.code"));
      ana.say(CHANGED.replace("subscription { accountChanged", "query { viewer"));
      assertEquals("error", ana.heard().getString("type"));
      ana.say("{\"type\":\"ping\"}");
      assertEquals("pong", ana.heard().getString("type"));
    }
  }

  @Test
  void theFieldMayStandInAFragment() throws Exception {
    Company company = Company.imported().account("acme", "north");
    for (String written :
        List.of(
            "subscription { ...F } fragment F on Subscription { accountChanged { name } }",
            "subscription { ... on Subscription { accountChanged { name } } }",
            "subscription { ... { ... on Subscription { told: accountChanged { name } } } }")) {
      try (Socket ana = Socket.of(company.login("ana"))) {
        ana.subscribedTo(subscribe(written));
        rename(company, "acme", "north", "Acme " + written.length());
        JsonPath told = ana.heard();
        assertEquals("next", told.getString("type"), told::prettify);
        assertTrue(told.prettify().contains("Acme " + written.length()), told::prettify);
      }
    }
  }

  @Test
  void whatCannotBeListenedToIsRefusedAndNeverPassedOverInSilence() throws Exception {
    try (Socket admin = Socket.of("admin")) {
      for (String written :
          List.of(
              "subscription ($x: Boolean!) { accountChanged @skip(if: $x) { id } }",
              "subscription { accountChanged @include(if: false) { id } }",
              "subscription ($x: Boolean!) { ...F @skip(if: $x) } fragment F on Subscription { accountChanged { id } }",
              "subscription { ... @skip(if: true) { accountChanged { id } } }",
              "subscription { ...F } fragment F on Query { viewer { name } }",
              "subscription { ... on Query { viewer { name } } }",
              "subscription { ...None }",
              "subscription { ... on Nothing { viewer { name } } }",
              "subscription { ...F } fragment F on Subscription { ...F }",
              "subscription { __typename }",
              "subscription { a: accountChanged { id } b: accountChanged { id } }",
              "subscription { nothing { id } }")) {
        admin.say(subscribe(written));
        JsonPath refused = admin.heard();
        assertEquals("error", refused.getString("type"), written);
        assertEquals("INVALID", refused.getString("payload[0].extensions.code"), written);
        assertEquals(-1, refused.getString("payload[0].message").indexOf("null"), written);
      }
      for (String name : List.of(" ", "Other")) {
        admin.say(CHANGED.replace("{\"query\"", "{\"operationName\":\"" + name + "\",\"query\""));
        assertEquals("operationName", admin.heard().getString("payload[0].extensions.field"), name);
      }
    }
  }

  @Test
  void whatIsNotThereIsRefusedAtOnceAndOnceOnly() throws Exception {
    Company company = Company.imported().account("acme", "north");
    try (Socket admin = Socket.of("admin")) {
      for (List<String> refused :
          List.of(
              List.of("accountChanged(id: \\\"rubbish\\\") { id }", "INVALID", "id"),
              List.of("accountChanged(id: \\\"%s\\\") { id }".formatted(WAVE), "INVALID", "id"),
              List.of("importProgress(jobId: \\\"rubbish\\\") { id }", "INVALID", "jobId"),
              List.of(
                  "importProgress(jobId: \\\"%s\\\") { id }".formatted(WAVE), "INVALID", "jobId"),
              List.of(
                  "importProgress(jobId: \\\"%s\\\") { id }".formatted(NO_JOB),
                  "NOT_FOUND",
                  "jobId"),
              List.of("waveProgress(waveId: \\\"rubbish\\\") { drawn }", "INVALID", "waveId"),
              List.of(
                  "waveProgress(waveId: \\\"%s\\\") { drawn }".formatted(WAVE),
                  "NOT_FOUND",
                  "waveId"))) {
        admin.say(subscribe("subscription { " + refused.getFirst() + " }"));
        JsonPath told = admin.heard();
        assertEquals("error", told.getString("type"), told::prettify);
        assertEquals(refused.get(1), told.getString("payload[0].extensions.code"), told::prettify);
        assertEquals(refused.get(2), told.getString("payload[0].extensions.field"));
      }
      admin.subscribedTo(CHANGED);
      rename(company, "acme", "north", "Acme Renamed");
      assertEquals("next", admin.heard().getString("type"), "the id is free again");
    }
  }

  @Test
  void aMessageIsNoLongerThanARequestMayBe() throws Exception {
    try (Socket admin = Socket.of("admin")) {
      admin.say(subscribe("subscription { accountChanged { id } }" + " ".repeat(150_000)));
      JsonPath refused = admin.heard();
      assertEquals("error", refused.getString("type"));
      assertEquals("OVER_BUDGET", refused.getString("payload[0].extensions.code"));
      assertEquals("bodyBytes", refused.getString("payload[0].extensions.field"));
    }
  }

  private static String subscribe(String query) {
    return "{\"id\":\"1\",\"type\":\"subscribe\",\"payload\":{\"query\":\"%s\"}}".formatted(query);
  }

  @Test
  void nobodyIsLetInWithoutSigningInOrFromAnotherSite() throws Exception {
    Socket stranger = Socket.open(null);
    stranger.say(CHANGED);
    assertEquals(4401, stranger.closed());
    Socket wrong = Socket.open(null);
    wrong.say("{\"type\":\"connection_init\",\"payload\":{\"Authorization\":\"Basic eDp5\"}}");
    assertEquals(4403, wrong.closed());
    Socket broken = Socket.open(null);
    broken.say("{\"type\":\"connection_init\",\"payload\":{\"Authorization\":\"Basic a\\nb\"}}");
    assertEquals(4403, broken.closed());
    Socket twice = Socket.of("admin");
    twice.say("{\"type\":\"connection_init\"}");
    assertEquals(4429, twice.closed());
    Socket chatter = Socket.of("admin");
    chatter.say("hello");
    assertEquals(4400, chatter.closed());
    try {
      Socket.open("https://evil.example");
      throw new AssertionError("another site was let in");
    } catch (CompletionException refused) {
      assertTrue(
          refused.getCause() instanceof WebSocketHandshakeException handshake
              && handshake.getResponse().statusCode() == 403);
    }
  }

  private static void rename(Company company, String id, String team, String name) {
    company.put(
        "accounts",
        "source,external_id,name,country,segment,team_external_id",
        "%1$s," + id + "," + name + ",DE,Food,%1$s " + team);
  }
}
