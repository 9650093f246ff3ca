package io.keypulse.invitation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.keypulse.Client;
import io.keypulse.Company;
import io.keypulse.Database;
import io.keypulse.KeypulseTest;
import io.keypulse.Mailbox;
import io.keypulse.MovableClock;
import io.keypulse.platform.GlobalId;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Mails that a replica has claimed wait for its workers, for long where a mail server is slow: what
 * is said meanwhile holds for them too.
 */
@KeypulseTest
class ClaimedMailsTest {
  @Inject InvitationDispatcher dispatcher;
  @Inject DeliveryBooks books;
  @Inject MovableClock clock;

  private final Client admin = Client.as("admin");
  private Company company;
  private Client ana;

  @BeforeEach
  void found() {
    company =
        Company.imported()
            .keyAccount("acme", "north", 8)
            .keyAccount("bolt", "north", 1)
            .keyAccount("zeta", "north", 0);
    ana = Client.as(company.login("ana"));
  }

  @Test
  void noneReachesWhoIsHeldHasLeftOrMovedOrWantsNoMoreMeanwhile() {
    String wave = company.openWave(company.program(100_000));
    List<Mails.Claimed> claimed = claimAll();
    hold("acme1");
    ana.data(
        "mutation ($i: ContactLeaveInput!) { contactLeave(input: $i) { id } }",
        Map.of(
            "i",
            Map.of("id", contact("acme2"), "expectedVersion", version("acme2"), "on", today())));
    admin.data(
        "mutation ($i: ContactMoveInput!) { contactMove(input: $i) { id } }",
        Map.of(
            "i",
            Map.of(
                "id",
                contact("acme3"),
                "expectedVersion",
                version("acme3"),
                "accountId",
                account("zeta"))));
    ana.data(
        "mutation ($i: ContactPointInput!) { contactPointRemove(input: $i) { id } }",
        Map.of("i", point("acme4", company.address("acme", 4))));
    say("acme5", "kind: SNOOZE, snoozedUntil: \"2190-01-01\"");
    say("acme6", "kind: OBJECTION");
    Database.change(
        "insert into refused_address (email, refused_at, reason) values (?, now(), '550 5.1.1')",
        company.address("acme", 7));
    admin.data(
        "mutation ($i: AccountArchiveInput!) { accountArchive(input: $i) { id } }",
        Map.of("i", Map.of("id", account("bolt"), "expectedVersion", 1)));

    assertEquals(List.of(company.address("acme", 8)), started(claimed));
    dispatcher.dispatch(clock);
    assertEquals(
        List.of(
            "acme1=MANUAL_HOLD",
            "acme2=LEFT",
            "acme3=LEFT",
            "acme4=NO_ADDRESS",
            "acme5=SNOOZED",
            "acme6=OBJECTED",
            "acme7=ADDRESS_REFUSED",
            "acme8=STARTED",
            "bolt1=ARCHIVED"),
        states());
    company.closeWave(wave);
  }

  @Test
  void eachGoesToTheAddressAndInTheLanguageThatItsPersonHasByThen() {
    ana.data(
        "mutation ($i: ContactPointAddInput!) { contactPointAdd(input: $i) { id } }",
        Map.of(
            "i", Map.of("contactId", contact("acme1"), "means", "EMAIL", "value", address("new"))));
    String wave =
        company.openWave(company.program(100_000, Map.of("languages", List.of("en", "de"))));
    List<Mails.Claimed> claimed = claimAll();
    ana.data(
        "mutation ($i: ContactPointInput!) { contactPointMakePrimary(input: $i) { id } }",
        Map.of("i", point("acme1", address("new"))));
    ana.data(
        "mutation ($i: ContactUpdateInput!) { contactUpdate(input: $i) { id } }",
        Map.of(
            "i",
            Map.of(
                "id",
                contact("acme2"),
                "expectedVersion",
                version("acme2"),
                "parts",
                Map.of("language", "de"))));

    assertEquals(7, started(claimed).size());
    dispatcher.dispatch(clock);
    assertEquals(List.of(), Mailbox.of(company.address("acme", 1)));
    assertEquals(1, Mailbox.of(address("new")).size());
    assertEquals(
        List.of(true),
        Mailbox.of(company.address("acme", 2)).stream()
            .map(mail -> mail.text().contains("Guten Tag"))
            .toList());
    company.closeWave(wave);
  }

  @Test
  void whatHasNotChangedSinceStartsWhateverItsPersonsLanguageAndAddress() {
    company.contacts("bolt", 1, "pl");
    String wave =
        company.openWave(company.program(100_000, Map.of("languages", List.of("es", "de"))));
    Database.change(
        "update contact set email = ? where source = ? and external_id = 'acme1'",
        address("new"),
        company.prefix);
    List<Mails.Claimed> claimed = claimAll();
    assertEquals(9, started(claimed).size());
    assertEquals(9, started(claimed).size(), "asked again it says the same");
    company.closeWave(wave);
  }

  private void hold(String who) {
    ana.data(
        "mutation ($i: ContactHoldSetInput!) { contactHoldSet(input: $i) { id } }",
        Map.of("i", Map.of("contactId", contact(who), "reason", "Litigation")));
  }

  private void say(String who, String what) {
    ana.data(
        "mutation ($id: ID!) { permissionRecord(input: {contactId: $id, %s}) { mayBeAsked } }"
            .formatted(what),
        Map.of("id", contact(who)));
  }

  private List<Mails.Claimed> claimAll() {
    List<Mails.Claimed> claimed = new ArrayList<>();
    DeliveryBooks.Catch more;
    do {
      more = books.claim(100, clock.instant(), Pace.UNBOUNDED);
      claimed.addAll(more.mails());
    } while (more.moved());
    return claimed;
  }

  /** The addresses of those that may leave, of this company. */
  private List<String> started(List<Mails.Claimed> claimed) {
    var may = books.write(claimed, List.of(), clock.instant());
    return claimed.stream()
        .filter(mail -> may.contains(mail.id()) && mail.email().contains(company.prefix))
        .map(Mails.Claimed::email)
        .sorted(Comparator.naturalOrder())
        .toList();
  }

  private List<String> states() {
    return Database.column(
        """
        select c.external_id || '=' || coalesce(m.reason, m.state) from mail m join contact c on c.id = m.contact_id
        where c.source = ? order by 1
        """,
        company.prefix);
  }

  private String today() {
    return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).toString();
  }

  private String address(String name) {
    return name + "@acme." + company.prefix + ".example";
  }

  private String contact(String externalId) {
    return GlobalId.of("Contact", number("contact", externalId));
  }

  private String account(String externalId) {
    return GlobalId.of("Account", number("account", externalId));
  }

  private int version(String externalId) {
    return Integer.parseInt(
        Database.value("select version from contact where id = ?", number("contact", externalId)));
  }

  private long number(String table, String externalId) {
    return Long.parseLong(
        Database.value(
            "select id from " + table + " where source = ? and external_id = ?",
            company.prefix,
            externalId));
  }

  private Map<String, Object> point(String externalId, String value) {
    String id =
        Database.value(
            "select id from contact_point where contact_id = ? and value = ?",
            number("contact", externalId),
            value);
    return Map.of(
        "id",
        GlobalId.of("ContactPoint", Long.parseLong(id)),
        "expectedVersion",
        version(externalId));
  }
}
