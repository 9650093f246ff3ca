package io.keypulse.account;

import static io.restassured.RestAssured.given;

import io.keypulse.Client;
import io.keypulse.Company;
import io.keypulse.Database;
import io.keypulse.Mailbox;
import io.keypulse.MovableClock;
import io.keypulse.invitation.InvitationDispatcher;
import io.keypulse.platform.GlobalId;
import java.util.HashMap;
import java.util.Map;

/** A company with a row in every table into which people write, and what they write there. */
final class Everywhere {
  private static final String OF_KIM =
      "contact_id = (select id from contact where source = '%1$s' and external_id = 'bolt1')";
  private static final String OF_THE_CASE =
      "follow_up_id in (select id from follow_up where contact_id = (select id from contact where source = '%1$s'"
          + " and external_id = 'bolt1'))";
  private static final String OF_THE_JOB = "requested_by_name = '%1$s'";
  private static final String OF_THE_WAVE =
      "id = (select wave_id from invitation where contact_id = (select id from contact where source = '%1$s'"
          + " and external_id = 'bolt1'))";

  /** Which row of a column says something of this company's people. */
  private static final Map<String, String> ROWS =
      Map.ofEntries(
          Map.entry("contact", "source = '%1$s' and external_id = 'bolt1'"),
          Map.entry(
              "permission_entry",
              "coalesce(said_of, contact_id)" + OF_KIM.substring("contact_id".length())),
          Map.entry("contact_erasure", "contact_id = %2$s"),
          Map.entry("erased_identity", "contact_id = %2$s"),
          Map.entry("wave", OF_THE_WAVE),
          Map.entry("delivery_stop", "wave_" + OF_THE_WAVE),
          Map.entry("contact_hold", OF_KIM + " and kind = 'MANUAL'"),
          Map.entry("survey_program", "name like '%1$s%%'"),
          Map.entry("key_decision", "source = '%1$s'"),
          Map.entry("invitation", OF_KIM),
          Map.entry("answer", OF_KIM),
          Map.entry("answer_version", OF_KIM),
          Map.entry("phone_attempt", OF_KIM),
          Map.entry("follow_up_contact", OF_THE_CASE),
          Map.entry("follow_up_action", OF_THE_CASE),
          Map.entry("follow_up_line", OF_THE_CASE),
          Map.entry("import_job", OF_THE_JOB),
          Map.entry(
              "import_verdict", "job_id = (select id from import_job where " + OF_THE_JOB + ")"),
          Map.entry("import_parked", "source = '%1$s'"));

  final Company company = Company.imported().keyAccount("bolt", "south", 2);
  private final Client admin = Client.as("admin");
  private String gone = "0";

  Everywhere filled(InvitationDispatcher dispatcher, MovableClock clock) {
    String kim = id("bolt1");
    say("permissionRecord", "reason", "contactId", kim, "kind", "BASIS", "basis", "CONSENT");
    String wave = company.openWave(company.program(100_000));
    dispatcher.dispatch(clock);
    String page = Mailbox.of(company.address("bolt", 1)).getLast().answerPath();
    given().formParams("overall", 2, "why", "Late").post(page).then().statusCode(200);
    given().formParams("why", "Too late").post(page).then().statusCode(200);
    say("contactHoldSet", "id", "contactId", kim, "reason", "Is away");
    for (String into :
        new String[] {
          "phone_attempt (wave_id, contact_id, account_id, team_id, outcome, note, interviewer_id, attempted_at)"
              + " select wave_id, contact_id, account_id, team_id, 'NO_ANSWER', 'n', (select min(id) from employee), now()"
              + " from answer where account_id in (select id from account where source = ?)",
          "follow_up_contact (follow_up_id, account_id, team_id, at, means, reached, summary)"
              + " select id, account_id, team_id, now(), 'EMAIL', true, 's' from follow_up"
              + " where account_id in (select id from account where source = ?)",
          "follow_up_action (follow_up_id, account_id, team_id, what, owner_id, due_on)"
              + " select id, account_id, team_id, 'w', owner_id, '2026-01-01' from follow_up"
              + " where account_id in (select id from account where source = ?)",
          "follow_up_line (follow_up_id, account_id, team_id, line, approved_at)"
              + " select id, account_id, team_id, 'l', now() from follow_up"
              + " where account_id in (select id from account where source = ?)",
          "delivery_stop (wave_id, stopped_at, reason, resumed_at) select distinct wave_id, now(), '550', now()"
              + " from answer where account_id in (select id from account where source = ?)",
          "import_job (kind, file_name, mode, state, defaults, encoding, delimiter, decimal_mark, date_pattern, rows,"
              + " requested_by_name, requested_at, ended_at) select 'contacts', 'f.csv', 'UPSERT', 'DONE', '{}', 'UTF-8',"
              + " ',', '.', 'yyyy-MM-dd', 1, x, now(), now() from (select cast(? as text) as x) y",
          "import_verdict (job_id, line, verdict, column_name, message)"
              + " select id, 2, 'REJECTED', '', 'm' from import_job where requested_by_name = ?"
        }) {
      Database.change("insert into " + into, company.prefix);
    }
    company.closeWave(wave);
    admin.imported(
        "contacts",
        "source,external_id,account_external_id,name,role,language,left_reason\n%s,w,ghost,Will Wait,BUYER,en,Moved\n"
            .formatted(company.prefix));
    String other = id("bolt2");
    gone = String.valueOf(GlobalId.parseInt("Contact", other, "id"));
    erase(other);
    say("contactReadmit", "identities", "email", company.address("bolt", 2), "reason", "Asked");
    return this;
  }

  /** Writes it into that column, as somebody could have. */
  void write(String column, String text) {
    String table = column.substring(0, column.indexOf('.'));
    String name = column.substring(table.length() + 1);
    String value =
        column.equals("import_parked.cells")
            ? "jsonb_set(cells, '{left_reason}', to_jsonb(cast(? as text)))"
            : "?";
    String rows = ROWS.get(table);
    if (rows == null) {
      throw new AssertionError("Nothing is known to be written into " + column);
    }
    String more =
        Map.of(
                "wave.pause_reason",
                "state = 'PAUSED', paused_at = now(), closed_at = null, ",
                "key_decision.revoked_because",
                "superseded_at = now(), ")
            .getOrDefault(column, "");
    String where = rows.formatted(company.prefix, gone);
    Database.change(
        "update %s set %s%s = %s where %s".formatted(table, more, name, value, where), text);
    String found =
        Database.value(
            "select count(*) from %s t where t::text like ? and %s".formatted(table, where),
            "%" + text + "%");
    if (found.equals("0")) {
      throw new AssertionError("There is no row of " + column);
    }
  }

  String id(String externalId) {
    return GlobalId.of(
        "Contact",
        Integer.parseInt(
            Database.value(
                "select id from contact where source = ? and external_id = ?",
                company.prefix,
                externalId)));
  }

  void erase(String contact) {
    int version =
        admin
            .data("query ($id: ID!) { contact(id: $id) { version } }", Map.of("id", contact))
            .getInt("data.contact.version");
    say("contactErase", "id", "contactId", contact, "expectedVersion", version, "reason", "Wished");
  }

  void say(String mutation, String result, Object... input) {
    Map<String, Object> fields = new HashMap<>();
    for (int i = 0; i < input.length; i += 2) {
      fields.put((String) input[i], input[i + 1]);
    }
    admin.data(
        "mutation ($i: %s%sInput!) { %s(input: $i) { %s } }"
            .formatted(
                mutation.substring(0, 1).toUpperCase(java.util.Locale.ROOT),
                mutation.substring(1),
                mutation,
                result),
        Map.of("i", fields));
  }
}
