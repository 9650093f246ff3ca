package io.keypulse.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.keypulse.Client;
import io.keypulse.Company;
import io.keypulse.Database;
import io.keypulse.KeypulseTest;
import io.keypulse.platform.GlobalId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What an erased person said about being asked outlasts them, and nothing else does. */
@KeypulseTest
class ErasedPeopleTest {
  private static final String CONTACTS =
      "source,external_id,account_external_id,name,email,role,language,further_emails";
  private static final String PERMISSIONS =
      "source,external_id,email,contact_external_id,kind,said_on,reason";

  private final Client admin = Client.as("admin");

  @Test
  void anObjectionSurvivesThatItsPersonIsErasedAndComesBack() {
    Company company = withZebulon();
    object(company.login("ana"), contactId(company, "zeb"), null, "Zebulon said so");
    erase(contactId(company, "zeb"));
    readmit("zebulon@first." + company.prefix + ".example");
    String back = create(company, "zebulon@first." + company.prefix + ".example");
    assertEquals("OBJECTED", standing(back));
    assertEquals(
        List.of("OBJECTION NEW_ADDRESS null"),
        entries(back),
        "that it was said, and nothing of why and by whom");
    String again = create(company, "zebulon@second." + company.prefix + ".example");
    assertEquals("OBJECTED", standing(again), "at every address of the person");
    say(again, "OBJECTION_WITHDRAWN", null, "Called and wants to be asked");
    company.put(
        "contacts",
        CONTACTS,
        "%1$s,other,acme,Zebulon Quatschkowski,zebulon@second.%1$s.example,BUYER,en,");
    assertEquals(null, standing(again), "what was taken back since does not return");
  }

  @Test
  void anObjectionAtAFurtherAddressComesBackWithEveryIdentityOfItsPerson() {
    Company company = withZebulon();
    company.put(
        "permissions",
        PERMISSIONS,
        "%1$s,p1,zebulon@second.%1$s.example,,OBJECTION,2026-01-01,Zebulon wrote");
    erase(contactId(company, "zeb"));
    readmit("zebulon@first." + company.prefix + ".example");
    company.put(
        "contacts",
        CONTACTS,
        "%1$s,zeb,acme,Zebulon Quatschkowski,zebulon@new.%1$s.example,BUYER,en,");
    assertEquals("OBJECTED", standing(contactId(company, "zeb")), "known by the external id");
    assertEquals(
        List.of("0"),
        Database.column(
            "select count(*) from permission_entry where email like ? and via <> 'NEW_ADDRESS'",
            "zebulon@%." + company.prefix + ".example"));
  }

  @Test
  void anObjectionToOneProgramStaysOneToThatProgram() {
    Company company = withZebulon();
    String program = company.program(100);
    object(company.login("ana"), contactId(company, "zeb"), program, null);
    erase(contactId(company, "zeb"));
    readmit("zebulon@first." + company.prefix + ".example");
    String back = create(company, "zebulon@first." + company.prefix + ".example");
    assertEquals(null, standing(back));
    String wave = company.openWave(program);
    assertEquals(
        "OBJECTED",
        Database.value(
            "select exclusion from frame_entry where wave_id = ? and contact_id = ?",
            GlobalId.parseInt("Wave", wave, "id"),
            GlobalId.parseInt("Contact", back, "id")));
  }

  @Test
  void anObjectionThatWasWithdrawnDoesNotComeBack() {
    Company company = withZebulon();
    String zebulon = contactId(company, "zeb");
    object("admin", zebulon, null, null);
    say(zebulon, "OBJECTION_WITHDRAWN", null, "Called");
    erase(zebulon);
    readmit("zebulon@first." + company.prefix + ".example");
    assertEquals(null, standing(create(company, "zebulon@first." + company.prefix + ".example")));
  }

  @Test
  void anAddressThatWasRemovedBeforeIsErasedAndRecognised() {
    Company company = withZebulon();
    String zebulon = contactId(company, "zeb");
    String second = "zebulon@second." + company.prefix + ".example";
    company.put(
        "permissions",
        PERMISSIONS,
        "%1$s,p1,zebulon@second.%1$s.example,,OBJECTION,2026-01-01,Zebulon wrote");
    Database.change(
        "insert into refused_address (email, refused_at, reason) values (?, now(), '550')", second);
    admin.data(
        "mutation ($input: ContactPointInput!) { contactPointRemove(input: $input) { id } }",
        Map.of(
            "input",
            Map.of(
                "id",
                GlobalId.of(
                    "ContactPoint",
                    Integer.parseInt(
                        Database.value("select id from contact_point where value = ?", second))),
                "expectedVersion",
                Integer.parseInt(
                    Database.value(
                        "select c.version from contact c join contact_point p on p.contact_id = c.id where p.value = ?",
                        second)))));
    Database.change(
        "delete from audit_entry where object_type = 'contact_point' and changes::text like ?",
        "%" + second + "%");
    assertEquals(
        List.of("1"),
        Database.column("select count(*) from refused_address where email = ?", second),
        "a server's refusal is of the address, whoever has it");
    String export =
        admin
            .data(
                "query ($id: ID!) { contactExport(contactId: $id) { sections { rows { fields { value } } } } }",
                Map.of("id", zebulon))
            .prettify();
    assertTrue(export.contains(second) && export.contains("Zebulon wrote"), export);
    erase(zebulon);
    assertEquals(
        List.of("ERASED", "ERASED"),
        admin
            .imported(
                "contacts",
                (CONTACTS
                        + "\n%1$s,z1,acme,Zebulon,zebulon@first.%1$s.example,BUYER,en,"
                        + "\n%1$s,z2,acme,Zebulon,zebulon@second.%1$s.example,BUYER,en,\n")
                    .formatted(company.prefix))
            .getList("verdicts.code"));
    for (String table : List.of("permission_entry", "refused_address", "former_point")) {
      assertEquals(
          List.of(),
          Database.column(
              "select t::text from %s t where t::text like ?".formatted(table),
              "%" + second + "%"));
    }
  }

  @Test
  void ofAnObjectionAtASharedAddressTheReasonGoesWithThePersonThatItNames() {
    Company company = withZebulon();
    String first = "zebulon@first." + company.prefix + ".example";
    company.put(
        "contacts", CONTACTS, "%1$s,bob,acme,Bob Builder,zebulon@first.%1$s.example,BUYER,en,");
    String zebulon = contactId(company, "zeb");
    object("admin", zebulon, null, "The lady at the desk said so");
    object(
        "admin",
        contactId(company, "bob"),
        null,
        "Ms Quatschkowski, Zebulon, told it on the phone");
    object("admin", contactId(company, "bob"), null, "Bob wrote");
    String export =
        admin
            .data(
                "query ($id: ID!) { contactExport(contactId: $id) { sections { name rows { fields { value } } } } }",
                Map.of("id", zebulon))
            .prettify();
    assertTrue(
        export.contains("The lady at the desk") && export.contains("Ms Quatschkowski"), export);
    assertFalse(export.contains("Bob wrote"), export);
    erase(zebulon);
    assertEquals("OBJECTED", standing(contactId(company, "bob")));
    assertEquals(
        List.of("Bob wrote"),
        Database.column(
            "select reason from permission_entry where email = ? and reason is not null", first));
  }

  private static Company withZebulon() {
    Company company = Company.imported().keyAccount("acme", "north", 0);
    company.put(
        "contacts",
        CONTACTS,
        "%1$s,zeb,acme,Zebulon Quatschkowski,zebulon@first.%1$s.example,BUYER,en,zebulon@second.%1$s.example");
    return company;
  }

  private void object(
      String login, String contact, @Nullable String program, @Nullable String reason) {
    say(Client.as(login), contact, "OBJECTION", program, reason);
  }

  private void say(String contact, String kind, @Nullable String program, @Nullable String reason) {
    say(admin, contact, kind, program, reason);
  }

  private static void say(
      Client client,
      String contact,
      String kind,
      @Nullable String program,
      @Nullable String reason) {
    Map<String, Object> said = new HashMap<>(Map.of("contactId", contact, "kind", kind));
    if (program != null) {
      said.put("programId", program);
    }
    if (reason != null) {
      said.put("reason", reason);
    }
    client.data(
        "mutation ($input: PermissionRecordInput!) { permissionRecord(input: $input) { reason } }",
        Map.of("input", said));
  }

  private void erase(String contact) {
    admin.data(
        "mutation ($input: ContactEraseInput!) { contactErase(input: $input) { name } }",
        Map.of(
            "input",
            Map.of(
                "contactId",
                contact,
                "expectedVersion",
                admin
                    .data(
                        "query ($id: ID!) { contact(id: $id) { version } }", Map.of("id", contact))
                    .getInt("data.contact.version"),
                "reason",
                "Asked by letter")));
  }

  private void readmit(String email) {
    admin.data(
        "mutation ($input: ContactReadmitInput!) { contactReadmit(input: $input) { identities } }",
        Map.of("input", Map.of("email", email, "reason", "Asked on the phone")));
  }

  private static String create(Company company, String email) {
    String account =
        GlobalId.of(
            "Account",
            Integer.parseInt(
                Database.value(
                    "select id from account where source = ? and external_id = 'acme'",
                    company.prefix)));
    return Client.as(company.login("ana"))
        .data(
            "mutation ($input: ContactCreateInput!) { contactCreate(input: $input) { id } }",
            Map.of(
                "input",
                Map.of(
                    "accountId",
                    account,
                    "email",
                    email,
                    "parts",
                    Map.of("name", "Zebulon Again", "roles", List.of("BUYER"), "language", "en"))))
        .getString("data.contactCreate.id");
  }

  private @Nullable String standing(String contact) {
    return admin
        .data(
            "query ($id: ID!) { contact(id: $id) { permission { reason } } }",
            Map.of("id", contact))
        .getString("data.contact.permission.reason");
  }

  private List<String> entries(String contact) {
    return admin
        .data(
            "query ($id: ID!) { contact(id: $id) { permission { entries { kind via reason } } } }",
            Map.of("id", contact))
        .getList(
            "data.contact.permission.entries.collect { it.kind + ' ' + it.via + ' ' + it.reason }");
  }

  private static String contactId(Company company, String externalId) {
    return GlobalId.of(
        "Contact",
        Integer.parseInt(
            Database.value(
                "select id from contact where source = ? and external_id = ? and erased_at is null",
                company.prefix,
                externalId)));
  }
}
