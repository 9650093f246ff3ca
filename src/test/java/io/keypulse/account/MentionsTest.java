package io.keypulse.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.keypulse.Client;
import io.keypulse.Company;
import io.keypulse.Database;
import io.keypulse.KeypulseTest;
import io.keypulse.MovableClock;
import io.keypulse.invitation.InvitationDispatcher;
import io.keypulse.platform.WrittenTexts;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;

/** What is written of others mentions people too: they read it, and it goes with them. */
@KeypulseTest
class MentionsTest {
  /** Codes, figures and names of things, whatever table has them. */
  private static final String NOT_ABOUT_PEOPLE =
      """
      account_fingerprint algorithm allocation approved_by aspect aspects awaits_id awaits_source base case_key category
      channel channels city code column_name company_currency countries country cron currency date_pattern decided_by
      decimal_mark defaults delimiter document domain email encoding exclusion blocked external_id family_name fingerprint
      folded former_hashes function functions given_name hindrance id_column identity into_currency kept key key_tiers kind
      language languages last_return legal_name letters levels means mode moved name named object_type operation outcome
      passed_over phone position postal_code preset quote readdressed_to region requested_by_name roles rotation_seed seed
      seed_hash segment segments sender_name site source state stratum table_name tax_id team_column tier tiers time_zone
      unit value verdict viewer viewer_name role type basis via further_roles gender lifecycle confidentiality strata_by
      counted_by seed_hash skipped sign task reply_to order_channel take_all key_status
      mail.reason mail_attempt.reply refused_address.reason follow_up_mail.reason delivery_stop.reason questionnaire_wording.text
      """;

  private final Client admin = Client.as("admin");

  @Inject InvitationDispatcher dispatcher;
  @Inject MovableClock clock;
  @Inject WrittenTexts texts;

  @Test
  void whatPeopleWriteIsKnownOfEveryColumn() {
    assertEquals(
        List.of(),
        Database.column(
            """
            select c.table_name || '.' || c.column_name from information_schema.columns c
            join information_schema.tables t using (table_schema, table_name)
            cross join (select string_to_array(?, ' ') as names) known
            where c.table_schema = 'keypulse' and t.table_type = 'BASE TABLE' and c.table_name <> 'flyway_schema_history'
              and c.udt_name in ('text', '_text', 'varchar', 'jsonb', 'json') and c.column_name <> all (known.names)
              and c.table_name || '.' || c.column_name <> all (known.names)
            order by 1
            """,
            NOT_ABOUT_PEOPLE.strip().replaceAll("\\s+", " ")
                + " audit_entry.changes "
                + String.join(" ", texts.columns())),
        "say in a PersonalData.Of of its room that people write this freely, or here that it is about nobody");
  }

  @Test
  void whoeverIsMentionedAnywhereByNameAddressOrNumberReadsThatAndIsGoneFromThereOnceErased() {
    Everywhere place = new Everywhere().filled(dispatcher, clock);
    Company company = place.company.keyAccount("acme", "north", 0);
    int number = ThreadLocalRandom.current().nextInt(10_000_000, 99_999_999);
    List<String> mentions =
        List.of(
            "Says %2$s, %1$s is to blame",
            "Write to %1$s@X.%2$s.example.",
            "Call 06 %s instead"
                .formatted(String.valueOf(number).replaceAll("(..)", "$1 ").strip()));
    for (int i = 0; i < mentions.size(); i++) {
      String given = "Zeb" + i + company.prefix;
      String family = "Quat" + i + company.prefix;
      company.put(
          "contacts",
          "source,external_id,account_external_id,name,given_name,family_name,email,phone,role,language",
          "%%1$s,z%1$d,acme,%2$s %3$s,%2$s,%3$s,%2$s@x.%3$s.example,+336%4$s,BUYER,en"
              .formatted(i, given, family, i == 2 ? number : "" + (number / 10) + i + "0"));
      List<String> written = new ArrayList<>();
      for (String column : texts.columns()) {
        String text =
            "%s %s"
                .formatted(
                    "no" + written.size() + "in" + company.prefix,
                    mentions.get(i).formatted(given, family));
        place.write(column, text);
        written.add("no" + written.size() + "in" + company.prefix);
      }
      String contact = place.id("z" + i);
      String export = export(contact);
      assertEquals(
          List.of(), written.stream().filter(mark -> !export.contains(mark)).toList(), "not told");
      place.erase(contact);
      assertEquals(List.of(), rowsWith("in" + company.prefix), mentions.get(i));
      assertEquals(List.of(), rowsWith(family), mentions.get(i));
    }
  }

  @Test
  void aFamilyNameSaysWhoSomebodyIsWhereTheyAreOrWereAndNowhereElse() {
    Everywhere place = new Everywhere();
    Company company = place.company.keyAccount("acme", "north", 1).keyAccount("dyno", "north", 1);
    String family = "Plims" + company.prefix;
    company.put(
        "contacts",
        "source,external_id,account_external_id,name,role,language",
        "%1$s,nadja,acme,Nadja " + family + ",BUYER,en");
    for (String who : List.of("acme1", "bolt1", "dyno1")) {
      place.say(
          "contactHoldSet",
          "id",
          "contactId",
          place.id(who),
          "reason",
          "Ms " + family + " wants it");
    }
    String nadja = place.id("nadja");
    admin.data(
        "mutation ($i: ContactMoveInput!) { contactMove(input: $i) { id } }",
        Map.of(
            "i", Map.of("id", nadja, "expectedVersion", 1, "accountId", account(company, "dyno"))));
    assertTrue(export(nadja).contains("Ms " + family));
    place.erase(nadja);
    assertEquals(
        List.of("acme1 Erased", "bolt1 Ms " + family + " wants it", "dyno1 Erased"),
        Database.column(
            """
            select c.external_id || ' ' || h.reason from contact_hold h join contact c on c.id = h.contact_id
            where c.source = ? order by 1
            """,
            company.prefix));
  }

  @Test
  void aFamilyNameSaysWhoSomebodyIsWhereverTheirAccountWasMergedTo() {
    for (boolean undone : List.of(false, true)) {
      Everywhere place = new Everywhere();
      Company company = place.company.account("acme", "north").account("core", "north");
      company.account("dyno", "north").contacts("acme", 2, "en").contacts("core", 1, "en");
      String family = "Plims" + company.prefix;
      company.put(
          "contacts",
          "source,external_id,account_external_id,name,role,language",
          "%1$s,nadja,acme,Nadja " + family + ",BUYER,en");
      String nadja = place.id("nadja");
      place.say(
          "contactMove",
          "id",
          "id",
          nadja,
          "expectedVersion",
          1,
          "accountId",
          account(company, "dyno"));
      hold(place, "acme1", family);
      Map<String, Object> merged =
          Map.of(
              "winnerId",
              account(company, "core"),
              "winnerExpectedVersion",
              1,
              "loserId",
              account(company, "acme"),
              "loserExpectedVersion",
              1);
      String merge =
          admin
              .data(
                  "mutation ($i: AccountMergeInput!) { accountMerge(input: $i) { id } }",
                  Map.of("i", merged))
              .getString("data.accountMerge.id");
      hold(place, "acme2", family);
      hold(place, "core1", family);
      if (undone) {
        place.say("accountMergeUndo", "id", "mergeId", merge);
      }
      String export = export(nadja);
      for (String who : List.of("acme1", "acme2", "core1")) {
        assertTrue(export.contains(who + " says Ms " + family), who + " " + undone);
      }
      place.erase(nadja);
      assertEquals(List.of(), rowsWith(family), "undone: " + undone);
    }
  }

  private static void hold(Everywhere place, String of, String family) {
    String reason = of + " says Ms " + family + " wants it";
    place.say("contactHoldSet", "id", "contactId", place.id(of), "reason", reason);
  }

  @Test
  void somebodyWhoIsCalledAlikeKeepsTheirNameAndSoDoesTheirTrail() {
    Everywhere place = new Everywhere();
    Company company = place.company.keyAccount("acme", "north", 0);
    for (String account : List.of("acme", "bolt")) {
      company.put(
          "contacts",
          "source,external_id,account_external_id,name,given_name,family_name,role,language",
          "%1$s," + account + "z," + account + ",Zebulon X%1$s,Zebulon,X%1$s,BUYER,en");
    }
    place.erase(place.id("acmez"));
    assertEquals(
        "Zebulon X" + company.prefix,
        Database.value(
            """
            select e.changes #>> '{name,to}' from audit_entry e join contact c on c.id = e.object_id
            where e.object_type = 'contact' and c.source = ? and c.name like 'Zeb%' and e.operation = 'INSERT'
            """,
            company.prefix));
  }

  @Test
  void ofWhatAColleagueSaidThePersonReadsTheWordsAndNotWhoSaidThem() {
    Everywhere place = new Everywhere().filled(dispatcher, clock);
    Company company = place.company.keyAccount("acme", "north", 0);
    company.put(
        "contacts",
        "source,external_id,account_external_id,name,role,language",
        "%1$s,zeb,acme,Zebulon X%1$s,BUYER,en");
    place.write("answer.why", "Zebulon X" + company.prefix + " is rude");
    String export = export(place.id("zeb"));
    assertTrue(export.contains("is rude"));
    assertFalse(export.contains("invitation_id") || export.contains("ratings"), export);
  }

  private String export(String contact) {
    return admin
        .data(
            "query ($id: ID!) { contactExport(contactId: $id) { sections { rows { fields { name value } } } } }",
            Map.of("id", contact))
        .prettify();
  }

  private static List<String> rowsWith(String mark) {
    return Database.column(
            "select table_name::text from information_schema.tables where table_schema = 'keypulse' and table_type = 'BASE TABLE'")
        .stream()
        .flatMap(
            table ->
                Database.column(
                    "select left('%1$s ' || t::text, 400) from %1$s t where lower(t::text) like ?"
                        .formatted(table),
                    "%" + mark.toLowerCase(Locale.ROOT) + "%")
                    .stream())
        .toList();
  }

  private static String account(Company company, String id) {
    return io.keypulse.platform.GlobalId.of(
        "Account",
        Integer.parseInt(
            Database.value(
                "select id from account where source = ? and external_id = ?",
                company.prefix,
                id)));
  }
}
