package io.keypulse.api;

import static io.restassured.RestAssured.given;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLInterfaceType;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLTypeUtil;
import io.keypulse.Client;
import io.keypulse.Database;
import io.keypulse.KeypulseTest;
import io.keypulse.platform.GlobalId;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Everybody against everything in the schema: no row of an account too many, and none missing. What
 * is asked follows from the schema and from the catalogue of the database, so that a new field, a
 * new argument and a new table are in it, or fail it until somebody says what they need.
 */
@KeypulseTest
class RoleMatrixTest {
  /** How each root field is asked; $Names stand for objects of both teams, one after the other. */
  private static final Map<String, List<String>> ARGUMENTS =
      Map.ofEntries(
          Map.entry("account", List.of("id: $Account")),
          Map.entry("accountByExternalId", List.of("source: $prefix, value: \"$mark elsewhere\"")),
          Map.entry("accountMerges", List.of("accountId: $Account")),
          Map.entry(
              "accounts",
              List.of(
                  "first: 4",
                  "first: 4, filter: {team: {id: {in: $teams}}}",
                  "first: 4, filter: {search: \"$mark name\"}",
                  "first: 4, filter: {group: {eq: $Account}}",
                  "first: 4, filter: {group: {eq: $Account}, groupAsOf: \"2021-01-01\"}",
                  "first: 4, filter: {gap: {in: [NO_SPONSOR, FUNCTIONS_MISSING, NO_LEAD, DECISION_EXPIRING, DECISION_EXPIRED]}, team: {id: {in: $teams}}}",
                  "first: 4, filter: {rhythm: {in: [TOO_FEW_ORDERS]}, team: {id: {in: $teams}}}",
                  "first: 4, filter: {relationship: {other: {eq: $Account}}}",
                  "first: 4, filter: {executiveSponsor: {eq: $chief}, team: {id: {in: $teams}}}")),
          Map.entry(
              "auditTrail", List.of("first: 20", "first: 100, filter: {accountId: $Account}")),
          Map.entry("businessHours", List.of("")),
          Map.entry("capacityPolicy", List.of("")),
          Map.entry("contact", List.of("id: $Contact")),
          Map.entry(
              "contacts",
              List.of(
                  "first: 4",
                  "first: 4, filter: {account: {id: {eq: $Account}}}",
                  "first: 4, filter: {team: {id: {in: $teams}}, includeLeft: true}")),
          Map.entry("contactExport", List.of("contactId: $Contact")),
          Map.entry("customerConcentration", List.of("")),
          Map.entry(
              "dissatisfaction",
              List.of(
                  "waveId: $Wave",
                  "waveId: $Wave, teamId: $Team",
                  "accountId: $Account, scope: GROUP",
                  "waveId: $Wave, managerId: $chief, line: TREE")),
          Map.entry("employee", List.of("id: $Employee")),
          Map.entry(
              "employees",
              List.of(
                  "first: 3",
                  "first: 3, filter: {below: {eq: $chief}}",
                  "first: 3, filter: {team: {account: {id: {eq: $Account}}}}")),
          Map.entry("exchangeRates", List.of("first: 2")),
          Map.entry("followUp", List.of("id: $FollowUp")),
          Map.entry("followUpActions", List.of("first: 4", "first: 4, filter: {open: true}")),
          Map.entry("followUpCauses", List.of("")),
          Map.entry(
              "followUpFigures",
              List.of(
                  "",
                  "scope: {managerId: $chief}",
                  "scope: {teamId: $Team}",
                  "scope: {accountId: $Account, companies: GROUP}")),
          Map.entry("followUpPolicy", List.of("")),
          Map.entry(
              "followUpRulePreview",
              List.of(
                  "input: {name: \"sample\", sign: OVERALL}, period: {from: \"2020-01-01\", to: \"2100-01-01\"}",
                  "input: {name: \"sample\", sign: SILENCE}, period: {from: \"2020-01-01\", to: \"2100-01-01\"}")),
          Map.entry("followUpRules", List.of("")),
          Map.entry("followUps", List.of("first: 4", "first: 4, filter: {owner: {eq: $chief}}")),
          Map.entry(
              "holidays",
              List.of("country: \"DE\", period: {from: \"2020-01-01\", to: \"2030-01-01\"}")),
          Map.entry("importJob", List.of("id: $ImportJob")),
          Map.entry("importJobs", List.of("first: 2")),
          Map.entry("importParked", List.of("first: 2")),
          Map.entry(
              "keyAccounts",
              List.of("first: 4", "first: 4, filter: {gap: {eq: FUNCTIONS_MISSING}}")),
          Map.entry(
              "keyStatusMigration", List.of("from: \"2019-12-31\", to: \"2030-01-01\", first: 4")),
          Map.entry("node", List.of("id: $Account")),
          Map.entry("phoneInterviews", List.of("waveId: $Wave, first: 4")),
          Map.entry("portfolio", List.of("first: 2", "first: 2, managerId: $chief")),
          Map.entry("purchaseLines", List.of("accountId: $Account, first: 4")),
          Map.entry("questionnaires", List.of("first: 2")),
          Map.entry("surveyPlanPreview", List.of("input: {sampleSize: 10}")),
          Map.entry("surveyPrograms", List.of("first: 2")),
          Map.entry("team", List.of("id: $Team")),
          Map.entry("teamPolicy", List.of("")),
          Map.entry(
              "teams",
              List.of(
                  "first: 2",
                  "first: 4, filter: {account: {id: {eq: $Account}}}",
                  "first: 4, filter: {id: {in: $teams}}, orderBy: {field: ACCOUNT_COUNT}")),
          Map.entry("undelivered", List.of("waveId: $Wave, first: 4")),
          Map.entry("viewer", List.of("")),
          Map.entry("wave", List.of("id: $Wave")),
          Map.entry("waveDrawVerify", List.of("id: $Wave")),
          Map.entry("waveTeam", List.of("waveId: $Wave, accountId: $Account")),
          Map.entry("waves", List.of("first: 1")),
          Map.entry("workload", List.of("", "managerId: $chief")));

  private static final Set<String> FOR_ADMINISTRATORS =
      Set.of(
          "accountMerges",
          "contactExport",
          "importJob",
          "importJobs",
          "importParked",
          "surveyPlanPreview");

  /** Changes that administrators make and nobody else, whatever they see. */
  private static final Set<String> CHANGES_OF_ADMINISTRATORS =
      Set.of(
          "accountArchive",
          "accountCreate",
          "accountExternalIdAdd",
          "accountExternalIdRemove",
          "accountMerge",
          "accountMergeUndo",
          "accountRelate",
          "accountRelationshipEnd",
          "accountRestore",
          "businessHoursSet",
          "capacityPolicySet",
          "contactErase",
          "contactReadmit",
          "employeeCreate",
          "employeeUpdate",
          "exchangeRateSet",
          "followUpCauseAdd",
          "followUpMailsRelease",
          "followUpPolicySet",
          "followUpRuleCreate",
          "followUpRuleUpdate",
          "holidaysSet",
          "importParkedDrop",
          "purchaseLineCorrect",
          "purchaseLineRecord",
          "questionnaireCreate",
          "reportingLineSet",
          "surveyProgramCreate",
          "surveyProgramPause",
          "surveyProgramRelease",
          "surveyProgramResume",
          "surveyProgramRetire",
          "surveyProgramUpdate",
          "teamCreate",
          "teamPolicySet",
          "teamUpdate",
          "waveClose",
          "waveDeliveryResume",
          "waveOpen",
          "wavePause",
          "waveResume");

  /** Changes that people make for themselves and for those below them. */
  private static final Set<String> CHANGES_OF_ONESELF =
      Set.of(
          "employeeAbsenceCancel",
          "employeeAbsenceRecord",
          "employeeDeputyAssign",
          "employeeDeputyEnd");

  /** Types whose objects belong to no account, so that everybody sees them. */
  private static final Set<String> OF_NO_ACCOUNT =
      Set.of(
          "Employee",
          "EmployeeAbsence",
          "EmployeeDeputy",
          "ExchangeRate",
          "FollowUpCause",
          "FollowUpRule",
          "ImportJob",
          "ImportParked",
          "PermissionEntry", // kept by address, and shown with a contact only
          "Questionnaire",
          "SurveyProgram",
          "Team",
          "TeamMember",
          "Wave");

  /** Replays the draw over everybody, which is what it is for; it tells numbers and hashes. */
  private static final String OF_THE_WHOLE_DRAW = "waveDrawVerify";

  /** Long, or lists of accounts about which other fields are asked everything. */
  private static final Set<String> SHALLOW =
      Set.of(
          "accountMerges",
          "auditTrail",
          "customerConcentration",
          "followUpRulePreview",
          "keyAccounts",
          "keyStatusMigration",
          "purchaseLines",
          "workload");

  /** Has accounts in lists within lists: all that is behind those costs more than a request may. */
  private static final Set<String> HALF_DEEP = Set.of("dissatisfaction");

  /** One who sees a team and one who sees none; what all others see is compared row by row. */
  private static final Set<String> COMPARED =
      Set.of("the lead of north", "who stands in for north's lead");

  /** Of another account or of none: the database says in either case that it is not of this one. */
  private static final String WITHIN_AN_ACCOUNT = ".reportsToId";

  /** Of everybody who sees the account, while they are asked what they see of it. */
  private static final String WRITES_INTO_THE_TRAIL = "{ contactExport";

  private record Asked(String by, String document) {}

  /** Deep enough for every type. */
  private static final int DEEP = 8;

  private static final int UNKNOWN = 2_000_000_000;

  private static final Map<Asked, Answered> REMEMBERED = new ConcurrentHashMap<>();

  @Inject GraphQLSchema schema;

  private static TwoTeams world;
  private static Map<TwoTeams.Role, Map<String, JsonNode>> whenNorthWasAlone;
  private static Map<Set<String>, Set<String>> rowsOf;

  @BeforeEach
  void foundedOnce() {
    if (world == null) {
      TwoTeams teams = new TwoTeams();
      teams.seed("north");
      teams.comeFromElsewhere("north");
      List<String> documents = documents(teams, List.of("north"));
      whenNorthWasAlone =
          twoAtATime(
              teams.roles.stream().filter(role -> COMPARED.contains(role.title())).toList(),
              role -> dataOf(role, documents));
      teams.seed("south");
      teams.relate();
      teams.merge();
      rowsOf =
          teams.roles.stream()
              .map(TwoTeams.Role::teams)
              .distinct()
              .collect(toMap(seen -> seen, teams::ids));
      world = teams;
    }
  }

  private static Map<String, JsonNode> dataOf(TwoTeams.Role role, List<String> documents) {
    Map<String, JsonNode> data = new LinkedHashMap<>();
    documents.forEach(
        document -> data.put(document, Answered.to(role.client(), document).json().path("data")));
    return data;
  }

  @Test
  void everyTableThatCarriesAnAccountHasASeed() {
    assertEquals(
        TwoTeams.SEEDS.stream().map(TwoTeams.Seed::table).collect(toSet()),
        Set.copyOf(
            Database.column(
                """
                select distinct table_name::text from information_schema.columns
                where table_schema = 'keypulse' and (column_name = 'account_id' or table_name = 'account')
                  and table_name not in (select table_name from information_schema.views where table_schema = 'keypulse')
                """)));
    for (TwoTeams.Seed seed : TwoTeams.SEEDS) {
      assertFalse(
          rows(Set.copyOf(TwoTeams.TEAMS)).stream()
              .noneMatch(id -> id.startsWith(TwoTeams.type(seed.table()) + ":")),
          seed.table() + " is empty");
    }
  }

  @Test
  void everyRootFieldIsAsked() {
    assertEquals(
        new TreeSet<>(ARGUMENTS.keySet()),
        new TreeSet<>(names(schema.getQueryType().getFieldDefinitions())));
  }

  @Test
  void nobodySeesARowTooManyAndNobodyMissesOne() {
    Map<TwoTeams.Role, List<String>> wrong = faultsOf(world.roles, this::tooManyAndMissing);
    assertTrue(wrong.isEmpty(), () -> told(wrong));
  }

  private List<String> tooManyAndMissing(TwoTeams.Role role) {
    List<String> faults = new ArrayList<>();
    Set<String> seen = new LinkedHashSet<>();
    Set<String> texts = new LinkedHashSet<>();
    for (String document : documents(world, TwoTeams.TEAMS)) {
      if (role.isAdmin() && document.startsWith(WRITES_INTO_THE_TRAIL)) {
        continue;
      }
      Answered answered = asked(role, document);
      tooMany(role, answered).forEach(what -> faults.add(what + " in " + document));
      refusals(role, document, answered)
          .forEach(
              code -> faults.add(code + " at " + document + ": " + answered.json().path("errors")));
      seen.addAll(answered.ids());
      texts.addAll(answered.texts());
    }
    Set<String> missing = new LinkedHashSet<>(rows(role.teams()));
    missing.removeIf(id -> !isShown(role, id.substring(0, id.indexOf(':'))));
    missing.removeAll(seen);
    missing.forEach(id -> faults.add(id + " is missing"));
    role.teams().stream()
        .flatMap(team -> world.shown(team).stream())
        .forEach(
            shown -> {
              boolean mayRead = !(role.isAnalyst() && TwoTeams.isInWordsOfAPerson(shown));
              if (texts.stream().anyMatch(text -> text.contains(shown)) != mayRead) {
                faults.add(shown + (mayRead ? " is missing" : " is told"));
              }
            });
    return faults;
  }

  /** Several tests look at what some were answered: it is asked once, since nothing changes. */
  private static Answered asked(TwoTeams.Role role, String document) {
    return role.isAnalyst() || COMPARED.contains(role.title())
        ? REMEMBERED.computeIfAbsent(
            new Asked(role.title(), document), _ -> Answered.to(role.client(), document))
        : Answered.to(role.client(), document);
  }

  private static Map<TwoTeams.Role, List<String>> faultsOf(
      Collection<TwoTeams.Role> roles, Function<TwoTeams.Role, List<String>> ask) {
    Map<TwoTeams.Role, List<String>> wrong = twoAtATime(roles, ask);
    wrong.values().removeIf(List::isEmpty);
    return wrong;
  }

  /** Two of them ask at a time, for two cores. */
  private static <T> Map<TwoTeams.Role, T> twoAtATime(
      Collection<TwoTeams.Role> roles, Function<TwoTeams.Role, T> ask) {
    try (ExecutorService crowd = Executors.newFixedThreadPool(2)) {
      Map<TwoTeams.Role, CompletableFuture<T>> told = new LinkedHashMap<>();
      roles.forEach(
          role -> told.put(role, CompletableFuture.supplyAsync(() -> ask.apply(role), crowd)));
      Map<TwoTeams.Role, T> answers = new LinkedHashMap<>();
      told.forEach((role, answer) -> answers.put(role, answer.join()));
      return answers;
    }
  }

  /** No count, no share, no order and no cursor either. */
  @Test
  void whatOthersHaveChangesNothingForWhoDoesNotSeeIt() {
    Map<TwoTeams.Role, List<String>> wrong =
        faultsOf(whenNorthWasAlone.keySet(), RoleMatrixTest::toldOtherwise);
    assertTrue(wrong.isEmpty(), () -> told(wrong));
  }

  private static List<String> toldOtherwise(TwoTeams.Role role) {
    List<String> faults = new ArrayList<>();
    Objects.requireNonNull(whenNorthWasAlone.get(role))
        .forEach(
            (document, before) -> {
              if (document.startsWith("{ " + OF_THE_WHOLE_DRAW)) {
                return;
              }
              JsonNode now = asked(role, document).json().path("data");
              if (!now.equals(before)) {
                faults.add(document + "\n" + before + "\n" + now);
              }
            });
    return faults;
  }

  @Test
  void aNodeIsFoundByWhoSeesItsAccountAlone() {
    List<String> nodes =
        rows(Set.copyOf(TwoTeams.TEAMS)).stream()
            .filter(id -> isNode(id.substring(0, id.indexOf(':'))))
            .toList();
    assertTrue(nodes.size() > 20, "the schema has nodes that belong to accounts");
    for (TwoTeams.Role role : world.roles) {
      Set<String> visible = rows(role.teams());
      Set<String> found = new LinkedHashSet<>();
      for (int i = 0; i < nodes.size(); i += 10) {
        StringBuilder ask = new StringBuilder("{ ");
        for (String id : nodes.subList(i, Math.min(nodes.size(), i + 10))) {
          ask.append("n%d: node(id: \"%s\") { id } ".formatted(i + ask.length(), global(id)));
        }
        found.addAll(Answered.to(role.client(), ask.append("}").toString()).ids());
      }
      assertEquals(
          nodes.stream()
              .filter(visible::contains)
              .filter(id -> isShown(role, id.substring(0, id.indexOf(':'))))
              .collect(toSet()),
          found,
          role.title());
    }
  }

  @Test
  void aPageIsReadOnFromAnybodysCursorAndShowsOwnRowsOnly() {
    List<GraphQLFieldDefinition> lists =
        schema.getQueryType().getFieldDefinitions().stream()
            .filter(RoleMatrixTest::hasPagesOfAccounts)
            .toList();
    assertTrue(names(lists).containsAll(List.of("accounts", "purchaseLines", "undelivered")));
    TwoTeams.Role north = world.role("the lead of north");
    for (GraphQLFieldDefinition list : lists) {
      for (String arguments : pageByPage(list)) {
        List<String> cursors = new ArrayList<>();
        for (TwoTeams.Role role : List.of(world.role("the chief"), north)) {
          cursors.addAll(readToTheEnd(list, arguments, role));
        }
        for (TwoTeams.Role role : List.of(north, world.role("the lead of south"))) {
          for (String cursor : cursors) {
            String document = document(list, false, arguments + cursor);
            assertEquals(Set.of(), tooMany(role, Answered.to(role.client(), document)), document);
          }
        }
      }
    }
  }

  private static boolean hasPagesOfAccounts(GraphQLFieldDefinition field) {
    return field.getArgument("after") != null
        && GraphQLTypeUtil.unwrapAll(field.getType()) instanceof GraphQLObjectType connection
        && connection.getFieldDefinition("nodes") != null
        && !OF_NO_ACCOUNT.contains(
            GraphQLTypeUtil.unwrapAll(connection.getFieldDefinition("nodes").getType()).getName());
  }

  private static List<String> pageByPage(GraphQLFieldDefinition list) {
    String arguments = Objects.requireNonNull(ARGUMENTS.get(list.getName())).getFirst();
    return filled(world, arguments.replaceAll("first: \\d+", "first: 1"), TwoTeams.TEAMS);
  }

  /** The cursors of all pages, as arguments. */
  private List<String> readToTheEnd(
      GraphQLFieldDefinition list, String arguments, TwoTeams.Role role) {
    String at = "/data/" + list.getName();
    List<String> cursors = new ArrayList<>();
    String after = "";
    boolean more = true;
    while (more) {
      String document = document(list, false, arguments + after);
      Answered page = Answered.to(role.client(), document);
      assertEquals(Set.of(), tooMany(role, page), document);
      JsonNode total = page.json().at(at + "/totalCount");
      JsonNode info = page.json().at(at + "/pageInfo");
      more = info.path("hasNextPage").asBoolean();
      if (info.path("endCursor").isTextual()) {
        after = ", after: \"" + info.path("endCursor").asText() + "\"";
        cursors.add(after);
      }
      if (!more && total.isNumber()) {
        assertEquals(total.asInt(), cursors.size(), document + " " + role);
      }
    }
    return cursors;
  }

  @Test
  void countsAreCountsOfOwnRows() {
    String query =
        """
        { dissatisfaction(waveId: "%1$s") { population drawn answered dissatisfied { ... on InsufficientData { have } } }
          wave(id: "%1$s") { books { planned sent answered } }
          north: team(id: "%2$s") { accountCount } south: team(id: "%3$s") { accountCount }
          accounts(filter: {team: {id: {in: ["%2$s", "%3$s"]}}}) { totalCount }
          followUps(filter: {owner: {eq: "%4$s"}}) { totalCount } }
        """
            .formatted(
                world.id("Wave", ""),
                world.id("Team", "north"),
                world.id("Team", "south"),
                chief(world));
    for (TwoTeams.Role role : world.roles) {
      int mine = 2 * role.teams().size();
      JsonNode data = Answered.to(role.client(), query).json().path("data");
      for (String figure :
          List.of(
              "/dissatisfaction/population",
              "/dissatisfaction/drawn",
              "/dissatisfaction/answered",
              "/dissatisfaction/dissatisfied/have",
              "/wave/books/planned",
              "/wave/books/sent",
              "/wave/books/answered",
              "/accounts/totalCount",
              "/followUps/totalCount")) {
        assertEquals(mine, data.at(figure).asInt(-1), role + figure);
      }
      for (String team : TwoTeams.TEAMS) {
        assertEquals(
            role.sees(team) ? 2 : 0, data.at("/" + team + "/accountCount").asInt(-1), role + team);
      }
    }
  }

  @Test
  void anIdOfAnotherTeamIsAnsweredLikeOneThatDoesNotExist() {
    TwoTeams.Role ana = world.role("the lead of north");
    String untouched = world.checksum();
    List<String> faults = new ArrayList<>();
    for (GraphQLObjectType root : List.of(schema.getQueryType(), schema.getMutationType())) {
      boolean changes = root.equals(schema.getMutationType());
      for (GraphQLFieldDefinition field : root.getFieldDefinitions()) {
        Calls calls = new Calls(field, type -> world.id(type, "north"));
        for (Calls.IdPlace place : calls.idPlaces()) {
          String type = place.type();
          if (TwoTeams.carriesAccount(type) || type.equals("AccountMerge")) {
            String foreign = world.id(type, "south");
            String unknown = GlobalId.of(type, UNKNOWN);
            Answered one = called(ana, field, changes, calls.arguments(place, foreign));
            Answered other = called(ana, field, changes, calls.arguments(place, unknown));
            String told = one.json().toString().replace(foreign, "ID");
            if (!told.equals(other.json().toString().replace(unknown, "ID"))) {
              faults.add(place + "\n" + one.json() + "\n" + other.json());
            } else if (changes && !isRefused(one) && !place.path().endsWith(WITHIN_AN_ACCOUNT)) {
              faults.add(place + " is not refused as unknown: " + one.json());
            }
          }
        }
      }
    }
    assertTrue(faults.isEmpty(), () -> String.join("\n\n", faults));
    assertEquals(untouched, world.checksum(), "a refused change has changed something");
  }

  /** Also not of accounts that they see, as the chief sees all. */
  @Test
  void nobodyElseMakesTheChangesOfAdministrators() {
    String untouched = world.checksum();
    List<String> faults = new ArrayList<>();
    for (TwoTeams.Role role : world.roles) {
      if (!role.isAdmin()) {
        for (String change : CHANGES_OF_ADMINISTRATORS) {
          GraphQLFieldDefinition field = schema.getMutationType().getFieldDefinition(change);
          Calls calls = new Calls(field, type -> world.id(type, "north"));
          Answered answered = called(role, field, true, calls.arguments());
          if (!answered.refusals().equals(Set.of("FORBIDDEN"))) {
            faults.add(role + " " + change + " " + answered.json());
          }
        }
      }
    }
    assertTrue(faults.isEmpty(), () -> String.join("\n\n", faults));
    assertEquals(untouched, world.checksum());
  }

  @Test
  void nobodyChangesAnythingOfATeamWhoseAccountsTheyDoNotSee() {
    String untouched = world.checksum();
    List<String> faults = new ArrayList<>();
    for (TwoTeams.Role role : world.roles) {
      for (String team : TwoTeams.TEAMS) {
        if (!role.sees(team)) {
          for (GraphQLFieldDefinition field : schema.getMutationType().getFieldDefinitions()) {
            Calls calls = new Calls(field, type -> world.id(type, team));
            if (!CHANGES_OF_ONESELF.contains(field.getName())) {
              Answered answered = called(role, field, true, calls.arguments());
              if (!isRefused(answered)) {
                faults.add(role + " " + field.getName() + " " + answered.json());
              }
            }
          }
        }
      }
    }
    assertTrue(faults.isEmpty(), () -> String.join("\n\n", faults));
    assertEquals(untouched, world.checksum());
  }

  @Test
  void everyChangeIsAboutAnAccountOrATeamOrForAdministratorsOrForOneself() {
    Set<String> others = new TreeSet<>();
    for (GraphQLFieldDefinition field : schema.getMutationType().getFieldDefinitions()) {
      boolean ofAnAccount =
          new Calls(field, type -> world.id(type, "north"))
              .idPlaces().stream()
                  .map(Calls.IdPlace::type)
                  .anyMatch(type -> TwoTeams.carriesAccount(type) || type.startsWith("Team"));
      if (!ofAnAccount) {
        others.add(field.getName());
      }
    }
    others.removeAll(CHANGES_OF_ADMINISTRATORS);
    assertEquals(new TreeSet<>(CHANGES_OF_ONESELF), others);
  }

  @Test
  void analystsChangeNothing() {
    TwoTeams.Role analyst = world.role("an analyst");
    String untouched = world.checksum();
    List<String> faults = new ArrayList<>();
    for (GraphQLFieldDefinition field : schema.getMutationType().getFieldDefinitions()) {
      Calls calls = new Calls(field, type -> world.id(type, "north"));
      Answered answered = called(analyst, field, true, calls.arguments());
      if (!answered.refusals().equals(Set.of("FORBIDDEN"))) {
        faults.add(field.getName() + " " + answered.json());
      }
    }
    assertTrue(faults.isEmpty(), () -> String.join("\n\n", faults));
    assertEquals(untouched, world.checksum());
  }

  @Test
  void analystsSeeNothingOfAPerson() {
    TwoTeams.Role analyst = world.role("an analyst");
    for (String document : documents(world, TwoTeams.TEAMS)) {
      Answered answered = asked(analyst, document);
      assertFalse(
          answered.says(world.person()), () -> document + "\n" + answered.json().toPrettyString());
      for (String field : List.of("birthYear", "gender")) {
        assertTrue(
            answered.json().findValues(field).stream().allMatch(value -> value.isNull()),
            field + " in " + document);
      }
    }
  }

  @Test
  void whoIsNotSignedInOrDoesNotWorkHereIsAnsweredNothing() {
    for (GraphQLObjectType root : List.of(schema.getQueryType(), schema.getMutationType())) {
      for (GraphQLFieldDefinition field : root.getFieldDefinitions()) {
        Calls calls = new Calls(field, type -> world.id(type, "north"));
        String query = document(field, root.equals(schema.getMutationType()), calls.arguments());
        Map<String, String> body = Map.of("query", query);
        given().contentType("application/json").body(body).post("/graphql").then().statusCode(401);
        Client.as("stranger." + world.company.prefix)
            .http()
            .contentType("application/json")
            .body(body)
            .post("/graphql")
            .then()
            .statusCode(403);
      }
    }
  }

  /** What the role must not see and this answer tells. */
  private Set<String> tooMany(TwoTeams.Role role, Answered answered) {
    Set<String> told = new LinkedHashSet<>();
    Set<String> visible = rows(role.teams());
    for (String id : answered.ids()) {
      String type = id.substring(0, id.indexOf(':'));
      if (type.equals("AccountMerge") ? !role.isAdmin() : isForeign(role, type, id, visible)) {
        told.add(id);
      }
    }
    TwoTeams.TEAMS.stream()
        .filter(team -> !role.sees(team))
        .flatMap(team -> world.marks(team).stream())
        .filter(answered::says)
        .forEach(told::add);
    return told;
  }

  /** Before anything of the row is looked at. */
  private static boolean isRefused(Answered answered) {
    return Set.of("NOT_FOUND", "FORBIDDEN").containsAll(answered.refusals())
        && answered.refusals().size() == 1;
  }

  private static boolean isForeign(
      TwoTeams.Role role, String type, String id, Set<String> visible) {
    if (TwoTeams.carriesAccount(type)) {
      return !role.seesAll() && !visible.contains(id);
    }
    assertTrue(OF_NO_ACCOUNT.contains(type), type + ": does it belong to an account?");
    return false;
  }

  /** Codes that this answer should not carry. */
  private static Set<String> refusals(TwoTeams.Role role, String document, Answered answered) {
    Set<String> codes = new TreeSet<>(answered.refusals());
    String root = document.replaceAll("^\\{ (\\w+).*", "$1");
    if (FOR_ADMINISTRATORS.contains(root) && !role.isAdmin()) {
      return codes.equals(Set.of("FORBIDDEN")) ? Set.of() : Set.of("not FORBIDDEN");
    }
    if (role.teams().size() < 2) {
      codes.remove("NOT_FOUND");
      codes.remove("FORBIDDEN");
    }
    return codes;
  }

  private static Set<String> rows(Set<String> teams) {
    return Objects.requireNonNull(rowsOf.get(teams));
  }

  private boolean isShown(TwoTeams.Role role, String type) {
    return schema.getType(type) instanceof GraphQLObjectType object
        && object.getFieldDefinition("id") != null
        && !(role.isAnalyst() && type.equals("ContactPoint"));
  }

  private boolean isNode(String type) {
    return schema.getType(type) instanceof GraphQLObjectType object
        && object.getInterfaces().stream()
            .anyMatch(face -> ((GraphQLInterfaceType) face).getName().equals("Node"));
  }

  private List<String> documents(TwoTeams teams, List<String> of) {
    List<String> documents = new ArrayList<>();
    for (GraphQLFieldDefinition field : schema.getQueryType().getFieldDefinitions()) {
      for (String arguments : ARGUMENTS.getOrDefault(field.getName(), List.of())) {
        int depth = depth(field.getName());
        filled(teams, arguments, of)
            .forEach(
                filled ->
                    documents.addAll(
                        field.getName().equals("node")
                            ? List.of("{ node(" + filled + ") { id __typename } }")
                            : Everything.behind(field, filled, depth)));
      }
    }
    return documents;
  }

  private static int depth(String field) {
    if (SHALLOW.contains(field)) {
      return 3;
    }
    return HALF_DEEP.contains(field) ? DEEP / 2 : DEEP;
  }

  private static List<String> filled(TwoTeams teams, String arguments, List<String> of) {
    return of.stream()
        .flatMap(team -> Stream.of(1, 2).map(number -> filled(teams, arguments, team, number)))
        .distinct()
        .toList();
  }

  private static String filled(TwoTeams teams, String arguments, String team, int number) {
    String filled =
        arguments
            .replace("$prefix", "\"" + teams.company.prefix + "\"")
            .replace("$mark", teams.mark(team, number))
            .replace("$chief", "\"" + chief(teams) + "\"")
            .replace(
                "$teams",
                "[\"" + teams.id("Team", "north") + "\", \"" + teams.id("Team", "south") + "\"]");
    if (filled.contains("$Account")) {
      long account = Long.parseLong(teams.account(team, number));
      filled = filled.replace("$Account", "\"" + GlobalId.of("Account", account) + "\"");
    }
    for (String type : List.of("Contact", "FollowUp", "Wave", "Team", "Employee", "ImportJob")) {
      if (filled.contains("$" + type)) {
        filled = filled.replace("$" + type, "\"" + teams.id(type, team) + "\"");
      }
    }
    return filled;
  }

  private static String chief(TwoTeams teams) {
    return GlobalId.of("Employee", Long.parseLong(teams.employee("chief")));
  }

  private static Answered called(
      TwoTeams.Role role, GraphQLFieldDefinition field, boolean changes, String arguments) {
    return Answered.to(role.client(), document(field, changes, arguments));
  }

  private static String document(GraphQLFieldDefinition field, boolean changes, String arguments) {
    String query =
        field.getName().equals("node")
            ? "{ node(" + arguments + ") { id } }"
            : Everything.behind(field, arguments, 2).getFirst();
    return (changes ? "mutation " : "") + query;
  }

  private static String global(String id) {
    int colon = id.indexOf(':');
    return GlobalId.of(id.substring(0, colon), Long.parseLong(id.substring(colon + 1)));
  }

  private static List<String> names(List<GraphQLFieldDefinition> fields) {
    return fields.stream().map(GraphQLFieldDefinition::getName).toList();
  }

  private static String told(Map<TwoTeams.Role, List<String>> wrong) {
    StringBuilder text = new StringBuilder();
    wrong.forEach(
        (role, faults) -> {
          text.append("\n").append(role).append(": ").append(faults.size()).append(" faults\n");
          faults.stream().limit(8).forEach(fault -> text.append("  ").append(fault).append("\n"));
        });
    return text.toString();
  }
}
