package io.keypulse.followup;

import static io.restassured.RestAssured.given;

import io.keypulse.Client;
import io.keypulse.Company;
import io.keypulse.Database;
import io.keypulse.Mailbox;
import io.keypulse.platform.GlobalId;
import io.restassured.path.json.JsonPath;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A company with a long reporting line, and how its people and customers act on a case. */
final class Loop {
  static final String CASE =
      """
      { followUps(first: 1) { totalCount nodes {
        id version state round aspect overall why dueAt nextClimbAt callWish owner { name }
        openedBy { name } acknowledgedBy { name } acknowledgedAt contactedAt resolvedAt closedAt resolvedBy { name }
        cause { code origin parentCode } actions { id what version doneAt owner { name } }
        contacts { means reached summary by { name } } customerLine { text offered approvedBy { name } }
        escalationPath { coming step at kind task round person { name } acting { name } past { name } due acknowledgedAt skipped }
        proofs { round aspect answer outcome } } } }
      """;

  final Company company = new Company();
  private String seer = "ana";

  /**
   * The chief above the vice president above Mia above Ana, who leads north, and Lou of logistics.
   */
  void staffed() {
    company.put(
        "employees",
        "source,external_id,name,email,position,function,manager_external_id",
        "%1$s,chief,Cleo Chief,chief.%1$s@keypulse.example,CEO,EXECUTIVE,",
        "%1$s,vp,Vic President,vp.%1$s@keypulse.example,Vice president,SALES,chief",
        "%1$s,mia,Mia Middle,mia.%1$s@keypulse.example,Sales manager,SALES,vp",
        "%1$s,ana,Ana Alvarez,ana.%1$s@keypulse.example,Key account manager,SALES,mia",
        "%1$s,lou,Lou Logistics,lou.%1$s@keypulse.example,Dispatcher,LOGISTICS,mia",
        "%1$s,ben,Ben Brandt,ben.%1$s@keypulse.example,Key account manager,SALES,chief",
        "%1$s,spo,Sam Sponsor,spo.%1$s@keypulse.example,Chief of finance,FINANCE,chief");
    company.put(
        "team-members",
        "source,external_id,team_external_id,employee_external_id,function,lead",
        "%1$s,m1,%1$s north,ana,SALES,true",
        "%1$s,m2,%1$s south,ben,SALES,true",
        "%1$s,m3,%1$s north,lou,LOGISTICS,false");
  }

  Loop keyAccount(String id, int contacts) {
    company.keyAccount(id, "north", contacts);
    return this;
  }

  void answer(String account, int contact, Object... fields) {
    say(Mailbox.of(company.address(account, contact)).getLast().answerPath(), fields);
  }

  static void say(String page, Object... fields) {
    var request = given();
    for (int i = 0; i < fields.length; i += 2) {
      request.formParam((String) fields[i], fields[i + 1]);
    }
    request.post(page).then().statusCode(200);
  }

  Client as(String who) {
    return Client.as(company.login(who));
  }

  /** Whose newest case is looked at from now on; Ana's until then. */
  void seenBy(String who) {
    seer = who;
  }

  JsonPath newest() {
    return as(seer).data(CASE).setRootPath("data.followUps.nodes[0]");
  }

  int number() {
    return as("ana").data("{ followUps { totalCount } }").getInt("data.followUps.totalCount");
  }

  /** A change of the newest case at its present version. */
  JsonPath change(String who, String mutation, Object... fields) {
    return as(who).data(document(mutation), Map.of("i", input(fields)));
  }

  String refused(String who, String mutation, Object... fields) {
    return as(who).refusal(document(mutation), Map.of("i", input(fields)));
  }

  /** What the refusal says. */
  String refusedMessage(String who, String mutation, Object... fields) {
    return as(who)
        .ask(document(mutation), Map.of("i", input(fields)))
        .getString("errors[0].message");
  }

  private static String document(String mutation) {
    return "mutation ($i: %1$s%2$sInput!) { %3$s(input: $i) { id state version } }"
        .formatted(
            mutation.substring(0, 1).toUpperCase(java.util.Locale.ROOT),
            mutation.substring(1),
            mutation);
  }

  private Map<String, Object> input(Object... fields) {
    JsonPath newest = newest();
    Map<String, Object> input = new HashMap<>();
    input.put("followUpId", newest.getString("id"));
    input.put("expectedVersion", newest.getInt("version"));
    for (int i = 0; i < fields.length; i += 2) {
      input.put((String) fields[i], fields[i + 1]);
    }
    return input;
  }

  String employee(String who) {
    return GlobalId.of(
        "Employee",
        Long.parseLong(
            Database.value(
                "select id from employee where source = ? and external_id = ?",
                company.prefix,
                who)));
  }

  static String cause(String code) {
    return GlobalId.of(
        "FollowUpCause",
        Long.parseLong(Database.value("select id from follow_up_cause where code = ?", code)));
  }

  /** Everything that has to be done before the customer is asked. */
  void workUpToResolved(String who) {
    change(who, "followUpContactLog", "means", "TELEPHONE", "reached", true, "summary", "Spoke");
    change(who, "followUpCauseSet", "causeId", cause("DELIVERED_LATE"));
    change(
        who,
        "followUpActionAdd",
        "what",
        "A second carrier",
        "ownerId",
        employee(who),
        "dueOn",
        "2030-01-31");
    change(who, "followUpResolve");
  }

  /** Whose turn it was until now. */
  List<String> path(String field) {
    return path(field, false);
  }

  /** Whose turn it will be while nobody acts. */
  List<String> ahead(String field) {
    return path(field, true);
  }

  private List<String> path(String field, boolean coming) {
    List<String> values = new ArrayList<>();
    newest()
        .getList(
            "escalationPath.findAll { it.coming == %s }.collect { it.%s }"
                .formatted(coming, field.replace(".", "?.")))
        .forEach(value -> values.add(String.valueOf(value)));
    return values;
  }

  List<Mailbox.Mail> mailsOf(String who) {
    return Mailbox.of(who + "." + company.prefix + "@keypulse.example");
  }

  /** The question whether it is mended, or whatever else this contact was sent last. */
  Mailbox.Mail proofMail(String account, int contact) {
    return Mailbox.of(company.address(account, contact)).getLast();
  }

  String proofPage(String account, int contact) {
    return Mailbox.of(company.address(account, contact)).reversed().stream()
        .flatMap(mail -> Arrays.stream(mail.text().split("\\s", -1)))
        .filter(word -> word.contains("/p/"))
        .map(word -> word.replaceAll(".*(/p/[A-Za-z0-9_-]{43}).*", "$1"))
        .findFirst()
        .orElseThrow();
  }
}
