package io.keypulse.demo;

import static java.util.stream.Collectors.joining;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.keypulse.Client;
import io.keypulse.Company;
import io.keypulse.Database;
import io.keypulse.KeypulseTest;
import io.keypulse.platform.GlobalId;
import io.keypulse.response.AnswerGiven;
import io.keypulse.survey.Aspect;
import io.keypulse.survey.Satisfaction;
import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The sample company's key accounts, teams and customers with what they think, in the running
 * application: the queries of the README find what is wrong, and claim nothing where nothing is.
 */
@KeypulseTest
class TroubledCompanyTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);
  private static final Pattern ASKED =
      Pattern.compile("^ask ceo [\"'](\\{.*\\})[\"']$", Pattern.MULTILINE);

  private final Opinions opinions = new Opinions();
  private final SampleStaff staff = new SampleStaff(Region.all(), TODAY);
  private final List<SampleAccounts.Customer> customers =
      new SampleAccounts(staff, TODAY)
          .byAddress.values().stream().filter(customer -> customer.account().key()).toList();

  @Test
  void theQueriesOfTheReadmeFindTheTroubledAccountsTeamAndAspectAndNoOther() throws IOException {
    Company company = founded();
    String program = company.program(100_000);
    String calm = wave(company, program, 100, 0, 1);
    String troubled = wave(company, program, 1, 1, 8);
    List<String> queries =
        ASKED
            .matcher(Files.readString(Path.of("README.md")))
            .results()
            .map(found -> found.group(1))
            .toList();
    assertEquals(2, queries.size(), "of the newest wave, and of a year");

    JsonPath newest = ask(company, queries.getFirst(), "waveId: \"" + troubled + "\"");
    assertEquals("DELIVERY", newest.getString("byAspect[0].aspect"));
    List<String> worst = newest.getList("ranking.nodes.account.name");
    assertEquals(5, worst.size());
    assertTrue(troubledAccounts(company).containsAll(worst), worst::toString);

    JsonPath year = ask(company, queries.getLast(), "programId: \"" + program + "\"");
    assertEquals("DELIVERY", year.getString("byAspect[0].aspect"));
    assertEquals(company.prefix + " Hugo Lambert", year.getString("byPart.nodes[0].name"));
    assertEquals("WORSE", year.getString("byPart.nodes[0].judged.direction"), year::prettify);
    assertEquals(28, year.getInt("byPart.compared"));
    assertEquals(1, year.getInt("byPart.standing"), year::prettify);

    String teams =
        "{ dissatisfaction { byPart(of: TEAM) { ... on Parts { compared standing } } } }";
    JsonPath before = ask(company, teams, "waveId: \"" + calm + "\"");
    assertTrue(before.getInt("byPart.compared") > 20);
    assertEquals(0, before.getInt("byPart.standing"), before::prettify);
  }

  /** As the shell would, of this company alone. */
  private static JsonPath ask(Company company, String shell, String which) {
    String query =
        shell
            .replace("\\", "")
            .replace("$since", LocalDate.now(ZoneOffset.UTC).minusDays(50).toString())
            .replace("$today", LocalDate.now(ZoneOffset.UTC).toString())
            .replaceFirst("dissatisfaction\\(", "dissatisfaction(" + which + ", ")
            .replaceFirst("dissatisfaction \\{", "dissatisfaction(" + which + ") {");
    JsonPath told = Client.as(company.login("chief")).data(query);
    told.setRootPath("data.dissatisfaction");
    return told;
  }

  private Company founded() {
    Company company = new Company();
    List<SampleStaff.Team> teams = staff.teams.stream().filter(SampleStaff.Team::key).toList();
    company.put(
        "employees",
        "source,external_id,name,email,position,function,manager_external_id",
        Stream.concat(
                Stream.of("%1$s,chief,Cleo Chief,chief.%1$s@keypulse.example,CEO,EXECUTIVE,"),
                teams.stream()
                    .map(
                        team ->
                            "%%1$s,%1$s,%2$s,%1$s.%%1$s@keypulse.example,Key account manager,SALES,chief"
                                .formatted(team.lead(), lead(team))))
            .toArray(String[]::new));
    company.put(
        "team-members",
        "source,external_id,team_external_id,employee_external_id,function,lead",
        each(
            teams,
            team -> "%%1$s,m-%1$s,%%1$s %2$s,%1$s,SALES,true".formatted(team.lead(), lead(team))));
    List<SampleAccounts.Account> accounts =
        customers.stream().map(SampleAccounts.Customer::account).distinct().toList();
    company.put(
        "accounts",
        "source,external_id,name,country,segment,team_external_id",
        each(
            accounts,
            account ->
                "%%1$s,%1$s,%%1$s %1$s,%2$s,Food,%%1$s %3$s"
                    .formatted(account.id(), account.country(), lead(servedBy(account, teams)))));
    company.put(
        "key-decisions",
        "source,external_id,account_external_id,outcome,tier,valid_from,valid_until,decided_by,rationale",
        each(
            accounts,
            account ->
                "%%1$s,d-%1$s,%1$s,DESIGNATE,%%1$s,2020-01-01,2100-01-01,Cleo Chief,Strategic"
                    .formatted(account.id())));
    company.put(
        "contacts",
        "source,external_id,account_external_id,name,email,role,language",
        IntStream.range(0, customers.size())
            .mapToObj(
                i ->
                    "%%1$s,C-%1$d,%2$s,Kim %1$d,kim%1$d@a%2$s.%%1$s.example,USER,en"
                        .formatted(i, customers.get(i).account().id()))
            .toArray(String[]::new));
    return company;
  }

  private static <T> String[] each(List<T> of, Function<T, String> row) {
    return of.stream().map(row).toArray(String[]::new);
  }

  private static String lead(SampleStaff.Team team) {
    return team.name().substring("Team ".length());
  }

  private static SampleStaff.Team servedBy(
      SampleAccounts.Account account, List<SampleStaff.Team> teams) {
    int number = Integer.parseInt(account.id().substring("A-".length()));
    return teams.get((number - 1) % teams.size());
  }

  private List<String> troubledAccounts(Company company) {
    return customers.stream()
        .map(SampleAccounts.Customer::account)
        .filter(account -> account.trouble() != SampleAccounts.Trouble.NONE)
        .map(account -> company.prefix + " " + account.id())
        .distinct()
        .toList();
  }

  /** Everybody was asked so many days ago, and some have said what they think. */
  private String wave(Company company, String program, int daysAgo, double trouble, int occasion) {
    String wave = company.openWave(program);
    company.closeWaveInTime(wave);
    int key = GlobalId.parseInt("Wave", wave, "waveId");
    Database.change(
        "update wave set opened_at = now() - make_interval(days => ?) where id = ?", daysAgo, key);
    List<String> said = new ArrayList<>();
    for (int i = 0; i < customers.size(); i++) {
      Optional<AnswerGiven> given = opinions.of(customers.get(i), trouble, occasion);
      if (given.isPresent()) {
        said.add(
            "('C-%d', %d, %s)".formatted(i, given.get().overall().score, ratings(given.get())));
      }
    }
    Database.change(
        """
        with said (external_id, overall, ratings) as (values %1$s),
        who as (
          select v.id as invitation, v.wave_id, v.contact_id, v.account_id, v.team_id, s.overall, s.ratings
          from said s join contact c on c.source = '%2$s' and c.external_id = s.external_id
          join invitation v on v.contact_id = c.id and v.wave_id = %3$d),
        answered as (update invitation v set answered_at = now() from who where v.id = who.invitation),
        sent as (
          update mail m set state = 'SENT', reason = null, sent_at = now(), lease_until = null
          from who where m.invitation_id = who.invitation and m.kind = 'INVITATION' returning m.id)
        insert into answer (invitation_id, wave_id, contact_id, account_id, team_id, overall, ratings, answered_at)
        select invitation, wave_id, contact_id, account_id, team_id, overall, ratings, now() - interval '1 hour'
        from who where exists (select from sent)
        """
            .formatted(String.join(", ", said), company.prefix, key));
    return wave;
  }

  private static String ratings(AnswerGiven given) {
    Map<Aspect, Satisfaction> marked = given.ratings();
    return Stream.of(Aspect.PRODUCT_QUALITY, Aspect.PRICE, Aspect.DELIVERY)
        .map(
            aspect ->
                Optional.ofNullable(marked.get(aspect))
                    .map(rating -> Integer.toString(rating.score))
                    .orElse("null"))
        .collect(joining(",", "cast('{", "}' as smallint[])"));
  }
}
