package io.keypulse.intake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.keypulse.Client;
import io.keypulse.Company;
import io.keypulse.Database;
import io.keypulse.KeypulseTest;
import io.keypulse.platform.GlobalId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Rows that wait mention people as files spell them, and so do the names of files. */
@KeypulseTest
class FilesOfErasedPeopleTest {
  private static final String HEADER =
      "source,external_id,account_external_id,name,email,role,language,phone,further_emails,mobile_phones,street\n";

  private final Client admin = Client.as("admin");

  @Test
  void aRowThatWaitsIsExportedAndErasedHoweverItSpellsThePerson() {
    Company company = Company.imported().keyAccount("acme", "north", 0);
    String prefix = company.prefix;
    admin.imported(
        "contacts",
        HEADER
            + row(
                prefix,
                "zeb",
                "acme",
                "zebulon@bücher-" + prefix + ".example",
                "+49 30 77774242",
                "",
                ""));
    String elsewhere = "other@x." + prefix + ".example";
    admin.imported(
        "contacts",
        HEADER
            + row(
                prefix,
                "list",
                "ghost",
                elsewhere,
                "",
                "a@x.example; Zebulon@Bücher-" + prefix + ".example",
                "")
            + row(prefix, "idn", "ghost", "ZEBULON@BÜCHER-" + prefix + ".example", "", "", "")
            + row(prefix, "plus", "ghost", elsewhere, "", "", "+49 (0) 30 7777-4242")
            + row(prefix, "zero", "ghost", elsewhere, "0049 30 77774242", "", "")
            + row(prefix, "trunk", "ghost", elsewhere, "", "", "+1 212 5550100; 030 7777 4242")
            + row(
                prefix,
                "anna",
                "ghost",
                "anna@bücher-" + prefix + ".example",
                "+49 30 77774243",
                "",
                "")
            + row(prefix, "bob", "ghost", elsewhere, "+43 30 77774242", "", "040 7777 4242"));
    String zebulon = contact(company, "zeb");
    String export =
        admin
            .data(
                "query ($id: ID!) { contactExport(contactId: $id) { sections { name rows { fields { value } } } } }",
                Map.of("id", zebulon))
            .prettify();
    for (String street : List.of("list way", "idn way", "plus way", "zero way", "trunk way")) {
      assertTrue(export.contains(street), street);
    }
    for (String street : List.of("anna way", "bob way")) {
      assertFalse(export.contains(street), street);
    }
    erase(zebulon);
    assertEquals(
        List.of("anna", "bob"),
        Database.column(
            "select external_id from import_parked where source = ? order by 1", prefix),
        "those of others");
  }

  @Test
  void theNameOfAFileIsForgottenWithWhomItNames() {
    Company company = Company.imported().keyAccount("acme", "north", 0);
    admin.imported(
        "contacts",
        HEADER
            + row(company.prefix, "zeb", "acme", "z@" + company.prefix + ".example", "", "", ""));
    for (String name :
        List.of(
            "Quatschkowski, Zebulon.csv",
            "zebulonquatschkowski_2026.csv",
            "z@" + company.prefix + ".example.csv",
            "contacts " + company.prefix + ".csv")) {
      Database.change(
          """
          insert into import_job (kind, file_name, mode, state, defaults, encoding, delimiter, decimal_mark,
            date_pattern, rows, requested_by_name, requested_at, ended_at)
          values ('contacts', ?, 'UPSERT', 'DONE', '{}', 'UTF-8', ',', '.', 'yyyy-MM-dd', 0, ?, now(), now())
          """,
          name,
          company.prefix);
    }
    erase(contact(company, "zeb"));
    assertEquals(
        List.of("Erased", "Erased", "Erased", "contacts " + company.prefix + ".csv"),
        Database.column(
            "select file_name from import_job where requested_by_name = ? order by id",
            company.prefix));
  }

  private static String row(
      String source,
      String id,
      String account,
      String email,
      String phone,
      String further,
      String mobile) {
    return "%s,%s,%s,Zebulon Quatschkowski,%s,BUYER,en,%s,%s,%s,%s way\n"
        .formatted(source, id, account, email, phone, further, mobile, id);
  }

  private void erase(String contact) {
    admin.data(
        "mutation ($input: ContactEraseInput!) { contactErase(input: $input) { name } }",
        Map.of(
            "input",
            Map.of("contactId", contact, "expectedVersion", 1, "reason", "Asked by letter")));
  }

  private static String contact(Company company, String externalId) {
    return GlobalId.of(
        "Contact",
        Integer.parseInt(
            Database.value(
                "select id from contact where source = ? and external_id = ?",
                company.prefix,
                externalId)));
  }
}
