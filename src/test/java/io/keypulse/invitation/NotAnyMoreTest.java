package io.keypulse.invitation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.keypulse.Client;
import io.keypulse.Company;
import io.keypulse.Database;
import io.keypulse.KeypulseTest;
import io.keypulse.Mailbox;
import io.keypulse.MovableClock;
import io.keypulse.platform.GlobalId;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Who must not be asked any more is written to and called by nobody, though drawn before. */
@KeypulseTest
class NotAnyMoreTest {
  private static final String CALLS =
      "query ($w: ID!) { phoneInterviews(waveId: $w) { nodes { contact { name } } } }";

  @Inject InvitationDispatcher dispatcher;
  @Inject Corrections corrections;
  @Inject MovableClock clock;

  @Test
  void whoIsHeldAndWhoseAccountIsArchivedAfterTheDraw() {
    Company company =
        Company.imported()
            .keyAccount("acme", "north", 0)
            .keyAccount("bolt", "north", 0)
            .keyAccount("zeta", "north", 0);
    company.put(
        "contacts",
        "source,external_id,account_external_id,name,email,role,language,phone",
        "%1$s,acme1,acme,Kim Held,kim1@acme.%1$s.example,BUYER,en,+49 30 1000001",
        "%1$s,acme2,acme,Kim Asked,kim2@acme.%1$s.example,BUYER,en,+49 30 1000002",
        "%1$s,bolt1,bolt,Kim Archived,kim1@bolt.%1$s.example,BUYER,en,+49 30 1000003",
        "%1$s,zeta1,zeta,Kim Moved,kim1@zeta.%1$s.example,BUYER,en,+49 30 1000004");
    String wave = company.openWave(company.program(100_000, channels("EMAIL", "PHONE")));
    Client ana = Client.as(company.login("ana"));
    ana.data(
        "mutation ($i: ContactHoldSetInput!) { contactHoldSet(input: $i) { id } }",
        Map.of("i", Map.of("contactId", id(company, "Contact", "acme1"), "reason", "Litigation")));
    Client.as("admin")
        .data(
            "mutation ($i: AccountArchiveInput!) { accountArchive(input: $i) { id } }",
            Map.of("i", Map.of("id", id(company, "Account", "bolt"), "expectedVersion", 1)));
    Database.change(
        "update contact c set account_id = a.id from account a"
            + " where a.source = c.source and a.external_id = 'acme' and c.source = ? and c.external_id = 'zeta1'",
        company.prefix);
    dispatcher.dispatch(clock);
    assertEquals(
        List.of("acme1=MANUAL_HOLD", "acme2=SENT", "bolt1=ARCHIVED", "zeta1=LEFT"),
        Database.column(
            """
            select c.external_id || '=' || coalesce(m.reason, m.state) from mail m join contact c on c.id = m.contact_id
            where c.source = ? order by 1
            """,
            company.prefix));
    clock.later(
        Duration.ofDays(8),
        () ->
            assertEquals(
                List.of("Kim Asked"),
                ana.data(CALLS, Map.of("w", wave))
                    .getList("data.phoneInterviews.nodes.contact.name")));
    company.closeWave(wave);
  }

  @Test
  void whoWasDrawnAndWithheldIsAmongThoseWhoDidNotGetOne() {
    Company company = Company.imported().keyAccount("acme", "north", 3);
    Client ana = Client.as(company.login("ana"));
    ana.data(
        "mutation ($i: ContactHoldSetInput!) { contactHoldSet(input: $i) { id } }",
        Map.of("i", Map.of("contactId", id(company, "Contact", "acme2"), "reason", "Litigation")));
    Mailbox.refuse(company.address("acme", 3), "550 5.1.1 unknown");
    String wave = company.openWave(company.program(100_000));
    dispatcher.dispatch(clock);
    String query =
        """
        query ($w: ID!, $after: String) { undelivered(waveId: $w, first: 1, after: $after) {
          totalCount pageInfo { hasNextPage endCursor } nodes { state reason contact { email } } } }
        """;
    JsonPath first = ana.data(query, Map.of("w", wave)).setRootPath("data.undelivered");
    assertEquals(2, first.getInt("totalCount"));
    assertEquals(company.address("acme", 3), first.getString("nodes[0].contact.email"));
    JsonPath second =
        ana.data(query, Map.of("w", wave, "after", first.getString("pageInfo.endCursor")))
            .setRootPath("data.undelivered");
    assertEquals("WITHHELD", second.getString("nodes[0].state"));
    assertEquals("MANUAL_HOLD", second.getString("nodes[0].reason"));
    assertEquals(company.address("acme", 2), second.getString("nodes[0].contact.email"));
    assertEquals(false, second.getBoolean("pageInfo.hasNextPage"));
    company.closeWave(wave);
  }

  @Test
  void aProgramThatOnlyTelephonesWritesToNobody() {
    Company company = Company.imported().keyAccount("acme", "north", 0);
    company.put(
        "contacts",
        "source,external_id,account_external_id,name,email,role,language,phone",
        "%1$s,acme1,acme,Kim 1,info@acme.%1$s.example,BUYER,en,+49 30 1000001",
        "%1$s,acme2,acme,Kim 2,info@acme.%1$s.example,BUYER,en,+49 30 1000002",
        "%1$s,acme3,acme,Kim 3,kim3@acme.%1$s.example,BUYER,en,");
    String wave = company.openWave(company.program(100_000, channels("PHONE")));
    assertEquals(List.of("acme1=null", "acme2=null", "acme3=NO_ADDRESS"), verdicts(company, wave));
    corrections.tick();
    dispatcher.dispatch(clock);
    assertEquals(List.of(), Mailbox.of("info@acme." + company.prefix + ".example"));
    company.closeWave(wave);
  }

  @Test
  void anAddressThatWasAskedRestsWhoeverStandsThereWithIt() {
    Company company = Company.imported().keyAccount("acme", "north", 1);
    String program = company.program(100_000, Map.of(), Map.of("quarantineDays", 90));
    String first = company.openWave(program);
    dispatcher.dispatch(clock);
    company.closeWave(first);
    company.put(
        "contacts",
        "source,external_id,account_external_id,name,email,role,language",
        "%1$s,anew,acme,Kim Anew,kim1@acme.%1$s.example,BUYER,en");
    String next = company.openWave(program);
    assertEquals(List.of("acme1=ASKED_RECENTLY", "anew=ASKED_RECENTLY"), verdicts(company, next));
    company.closeWave(next);
  }

  private static Map<String, Object> channels(String... channels) {
    return Map.of("channels", List.of(channels));
  }

  private static List<String> verdicts(Company company, String wave) {
    return Database.column(
        """
        select c.external_id || '=' || coalesce(f.exclusion, 'null') from frame_entry f
        join contact c on c.id = f.contact_id where f.wave_id = ? and c.source = ? order by 1
        """,
        GlobalId.parseInt("Wave", wave, "id"),
        company.prefix);
  }

  private static String id(Company company, String type, String externalId) {
    return GlobalId.of(
        type,
        Long.parseLong(
            Database.value(
                "select id from " + type + " where source = ? and external_id = ?",
                company.prefix,
                externalId)));
  }
}
