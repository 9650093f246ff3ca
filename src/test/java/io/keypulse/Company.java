package io.keypulse;

import io.keypulse.platform.GlobalId;
import io.restassured.path.json.JsonPath;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * A company of its own for one test, brought in over {@code POST /import}: a chief above two
 * managers, each leading a team with accounts. Its names start with a prefix that no other test
 * has.
 */
public final class Company {
  public final String prefix = "c" + UUID.randomUUID().toString().substring(0, 8);
  private final Client admin = Client.as("admin");

  public static Company imported() {
    return new Company().staffed();
  }

  public Company staffed() {
    put(
        "employees",
        "source,external_id,name,email,position,function,manager_external_id",
        "%1$s,chief,Cleo Chief,chief.%1$s@keypulse.example,CEO,EXECUTIVE,",
        "%1$s,ana,Ana Alvarez,ana.%1$s@keypulse.example,Key account manager,SALES,chief",
        "%1$s,ben,Ben Brandt,ben.%1$s@keypulse.example,Key account manager,SALES,chief",
        "%1$s,lou,Lou Logistics,lou.%1$s@keypulse.example,Dispatcher,LOGISTICS,chief");
    put(
        "team-members",
        "source,external_id,team_external_id,employee_external_id,function,lead",
        "%1$s,m1,%1$s north,ana,SALES,true",
        "%1$s,m2,%1$s south,ben,SALES,true",
        "%1$s,m3,%1$s north,lou,LOGISTICS,false");
    return this;
  }

  public Company account(String id, String team) {
    put(
        "accounts",
        "source,external_id,name,country,segment,team_external_id",
        "%1$s," + id + ",%1$s " + id + " Ltd,DE,Food,%1$s " + team);
    return this;
  }

  /** Key, in a tier that no other test has. */
  public Company keyAccount(String id, String team, int contacts) {
    return keyAccount(id, team, contacts, "%1$s");
  }

  public Company keyAccount(String id, String team, int contacts, String tier) {
    account(id, team);
    put(
        "key-decisions",
        "source,external_id,account_external_id,outcome,tier,valid_from,valid_until,decided_by,rationale",
        "%1$s,d-"
            + id
            + ","
            + id
            + ",DESIGNATE,"
            + tier
            + ",2020-01-01,2100-01-01,Cleo Chief,Strategic");
    return contacts(id, contacts, "en");
  }

  public Company contacts(String account, int number, String language) {
    put(
        "contacts",
        "source,external_id,account_external_id,name,email,role,language",
        IntStream.rangeClosed(1, number)
            .mapToObj(
                i ->
                    "%1$s,"
                        + account
                        + i
                        + ","
                        + account
                        + ",Kim "
                        + i
                        + ","
                        + address(account, i)
                        + ",BUYER,"
                        + language)
            .toArray(String[]::new));
    return this;
  }

  public void put(String kind, String header, String... rows) {
    String csv = header + "\n" + String.join("\n", rows).formatted(prefix) + "\n";
    JsonPath report = admin.imported(kind, csv);
    if (report.getInt("rejected") > 0) {
      throw new AssertionError(report.prettify());
    }
  }

  public String address(String account, int contact) {
    return "kim" + contact + "@" + account + "." + prefix + ".example";
  }

  public String login(String who) {
    return who + "." + prefix;
  }

  /** Leaves nobody out for having been asked before, as tests ask the same people often. */
  public static final Map<String, Object> WITHOUT_REST =
      Map.of("quarantineDays", 0, "accountMailsPerWeek", 0);

  /** Asks people of this company alone, {@linkplain #WITHOUT_REST without rest}. */
  public String program(int sampleSize) {
    return program(sampleSize, Map.of());
  }

  public String program(int sampleSize, Map<String, Object> delivery) {
    return program(sampleSize, delivery, WITHOUT_REST);
  }

  /** Whatever is left out is as usual. */
  public String program(
      int sampleSize, Map<String, Object> delivery, Map<String, Object> sampling) {
    return admin
        .data(
            """
            mutation ($input: SurveyProgramCreateInput!) { surveyProgramCreate(input: $input) { id } }
            """,
            Map.of(
                "input",
                Map.of(
                    "name",
                    prefix + " program " + UUID.randomUUID(),
                    "objective",
                    "Learn who is unhappy",
                    "aspects",
                    java.util.List.of("PRODUCT_QUALITY", "PRICE", "DELIVERY"),
                    "cron",
                    "0 9 1 1 *",
                    "timeZone",
                    "Europe/Berlin",
                    "sampleSize",
                    sampleSize,
                    "daysToAnswer",
                    14,
                    "population",
                    Map.of("keyTiers", java.util.List.of(prefix)),
                    "delivery",
                    delivery,
                    "sampling",
                    sampling)))
        .getString("data.surveyProgramCreate.id");
  }

  public String openWave(String programId) {
    return admin
        .data(
            "mutation ($id: ID!) { waveOpen(input: {programId: $id}) { id } }",
            Map.of("id", programId))
        .getString("data.waveOpen.id");
  }

  public void closeWave(String waveId) {
    admin.data(
        "mutation ($id: ID!) { waveClose(input: {waveId: $id, reason: \"The test is over.\"}) { id state } }",
        Map.of("id", waveId));
  }

  /** As if its people had had all the time that they were promised. */
  public void closeWaveInTime(String waveId) {
    Database.change(
        "update wave set closes_at = opened_at where id = ?::int",
        GlobalId.parseInt("Wave", waveId, "waveId"));
    closeWave(waveId);
  }
}
