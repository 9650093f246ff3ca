package io.keypulse.api;

import static java.util.stream.Collectors.joining;

import graphql.schema.GraphQLEnumType;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLInputObjectType;
import graphql.schema.GraphQLInputType;
import graphql.schema.GraphQLNonNull;
import graphql.schema.GraphQLScalarType;
import graphql.schema.GraphQLType;
import graphql.schema.GraphQLTypeUtil;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** Calls of one root field with the arguments that it needs, and one id more. */
final class Calls {
  /** Of what an argument, or what an operation without one of these is about, is the id. */
  private static final Map<String, String> ID_OF = new HashMap<>();

  /** A value for every argument that must be given and is no id. */
  private static final Map<String, String> SAMPLES = new HashMap<>();

  static {
    idsOf(
        "Account",
        "account accounts group other sponsors accountId winnerId loserId otherId accountArchive accountRestore accountUpdate accountChanged");
    idsOf("AccountMerge", "mergeId");
    idsOf("PurchaseLine", "lineId");
    idsOf("AccountRelationship", "accountRelationshipEnd");
    idsOf("KeyDecision", "keyDecisionCorrect keyDecisionRevoke");
    idsOf("Contact", "contact contactId reportsToId contactLeave contactMove contactUpdate");
    idsOf("ContactPoint", "contactPointMakePrimary contactPointRemove");
    idsOf(
        "Employee",
        "employee employees executiveSponsor employeeId deputyId managerId ownerId decidedById approvedById employeeUpdate owner turnOf lead member manager below by interviewerId");
    idsOf("EmployeeAbsence", "employeeAbsenceCancel");
    idsOf("EmployeeDeputy", "employeeDeputyEnd");
    idsOf("ExecutiveSponsor", "sponsorId executiveSponsorEnd executiveSponsorUpdate");
    idsOf("ExecutiveMeeting", "executiveSponsorMeetingRemove");
    idsOf("FollowUp", "followUp followUpId");
    idsOf("FollowUpAction", "actionId");
    idsOf("FollowUpCause", "causeId parentId");
    idsOf("FollowUpRule", "followUpRuleUpdate");
    idsOf("ImportJob", "importJob");
    idsOf("ImportParked", "importParkedDrop");
    idsOf(
        "SurveyProgram",
        "programId surveyProgramUpdate surveyProgramPause surveyProgramResume surveyProgramRetire");
    idsOf("Team", "team teamId teamUpdate teams leads");
    idsOf("TeamMember", "teamMemberEnd teamMemberUpdate");
    idsOf("Wave", "wave waveId waveDrawVerify");
    idsOf("ContactHold", "contactHoldEnd");
    idsOf("Questionnaire", "questionnaireId");
    // Any object: of one kind here, of every kind in RoleMatrixTest.
    idsOf("Contact", "node objectId");

    samples("1", "expectedVersion winnerExpectedVersion loserExpectedVersion");
    samples("1", "acknowledgeHours contactHours resolveDays climbHours proofDays");
    samples("2026", "year");
    samples("true", "active reached send");
    samples("\"09:00\"", "opens");
    samples("\"17:00\"", "closes");
    samples("\"SAMPLE\"", "code");
    samples("\"sample\"", "what summary line");
    samples("\"2100-01-01\"", "day dueOn");
    samples("10", "daysToAnswer sampleSize");
    samples("\"1\"", "capacity under netAmount");
    samples("\"DE\"", "country");
    samples("\"0 9 1 1 *\"", "cron");
    samples("\"UTC\"", "timeZone");
    samples("\"en\"", "language");
    samples("\"someone@example.com\"", "email value");
    samples("\"SALES\"", "function functions");
    samples("\"sample\"", "name objective position segment source rationale reason category");
    samples("\"2030-01-01\"", "since on from");
    samples("\"2030-02-01\"", "until to");
    samples("\"2099-01-01T10:00:00Z\"", "callBackAt");
    samples("\"EUR\"", "base currency");
    samples("\"USD\"", "quote");
    samples("\"1.1\"", "rate");
  }

  /** Optional in the schema, and yet nothing is looked at without them. */
  private static final Set<String> ALWAYS =
      Set.of(
          "contactCreate.input.parts.language",
          "contactCreate.input.parts.name",
          "contactCreate.input.parts.roles",
          "permissionRecord.input.basis",
          "phoneAttemptRecord.input.callBackAt");

  private final GraphQLFieldDefinition field;
  private final Function<String, String> own;

  /**
   * @param own an id that the viewer may use, by type of object
   */
  Calls(GraphQLFieldDefinition field, Function<String, String> own) {
    this.field = field;
    this.own = own;
  }

  /** A place for an id: the names on the way to it, and what it is the id of. */
  record IdPlace(String path, String type) {}

  List<IdPlace> idPlaces() {
    List<IdPlace> places = new ArrayList<>();
    field
        .getArguments()
        .forEach(
            argument ->
                collect(field.getName() + "." + argument.getName(), argument.getType(), places));
    return places;
  }

  /** The arguments that must be given. */
  String arguments() {
    return arguments("", "");
  }

  /** These, and the id in its place. */
  String arguments(IdPlace place, String id) {
    return arguments(place.path(), id);
  }

  private String arguments(String place, String id) {
    return field.getArguments().stream()
        .map(
            argument ->
                part(
                    field.getName() + "." + argument.getName(),
                    argument.getName(),
                    argument.getType(),
                    argument.hasSetDefaultValue(),
                    place,
                    id))
        .flatMap(part -> part)
        .collect(joining(", "));
  }

  private Stream<String> part(
      String path, String name, GraphQLInputType type, boolean optional, String place, String id) {
    boolean needed = (GraphQLTypeUtil.isNonNull(type) && !optional) || ALWAYS.contains(path);
    boolean onTheWay = (place + ".").startsWith(path + ".");
    return needed || onTheWay
        ? Stream.of(name + ": " + literal(path, name, type, place, id))
        : Stream.empty();
  }

  private String literal(String path, String name, GraphQLType type, String place, String id) {
    return switch (type) {
      case GraphQLNonNull some -> literal(path, name, some.getWrappedType(), place, id);
      case graphql.schema.GraphQLList list ->
          "[" + literal(path, name, list.getWrappedType(), place, id) + "]";
      case GraphQLInputObjectType input ->
          input.getFieldDefinitions().stream()
              .flatMap(
                  inner ->
                      part(
                          path + "." + inner.getName(),
                          inner.getName(),
                          inner.getType(),
                          inner.hasSetDefaultValue(),
                          place,
                          id))
              .collect(joining(", ", "{", "}"));
      case GraphQLEnumType choice -> choice.getValues().getFirst().getName();
      case GraphQLScalarType scalar when scalar.getName().equals("ID") ->
          "\"" + (path.equals(place) ? id : own.apply(typeOf(path))) + "\"";
      default -> sample(path, name);
    };
  }

  private void collect(String path, GraphQLType type, List<IdPlace> places) {
    GraphQLType inner = GraphQLTypeUtil.unwrapAll(type);
    if (inner instanceof GraphQLInputObjectType input) {
      input
          .getFieldDefinitions()
          .forEach(part -> collect(path + "." + part.getName(), part.getType(), places));
    } else if (inner instanceof GraphQLScalarType scalar && scalar.getName().equals("ID")) {
      places.add(new IdPlace(path, typeOf(path)));
    }
  }

  private static String typeOf(String path) {
    return Arrays.asList(path.split("\\.", -1)).reversed().stream()
        .filter(ID_OF::containsKey)
        .map(ID_OF::get)
        .findFirst()
        .orElseThrow(
            () -> new AssertionError("Calls.ID_OF must say what is identified by " + path));
  }

  private static String sample(String path, String name) {
    String sample = SAMPLES.get(name);
    if (sample == null) {
      throw new AssertionError("Calls.SAMPLES has no value for " + path);
    }
    return sample;
  }

  private static void idsOf(String type, String names) {
    Arrays.stream(names.split(" ", -1)).forEach(name -> ID_OF.put(name, type));
  }

  private static void samples(String value, String names) {
    Arrays.stream(names.split(" ", -1)).forEach(name -> SAMPLES.put(name, value));
  }
}
