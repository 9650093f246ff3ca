package io.keypulse.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static java.util.stream.Collectors.toSet;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.persistence.Entity;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Mutation;
import org.eclipse.microprofile.graphql.Query;
import org.eclipse.microprofile.graphql.Source;
import org.hibernate.Session;
import org.junit.jupiter.api.Test;

/** The plan of the house, kept by the build. */
class ArchitectureTest {
  /** A room may use only rooms before it. */
  private static final List<String> ROOMS =
      List.of(
          "platform",
          "edge",
          "stats",
          "staff",
          "audit",
          "account",
          "team",
          "keystatus",
          "trade",
          "portfolio",
          "directory",
          "intake",
          "survey",
          "wave",
          "invitation",
          "response",
          "analysis",
          "guess",
          "followup",
          "report");

  /** Repositories that later rooms use as they are. */
  private static final Set<String> DOORS_WITH_SQL =
      Set.of(
          "AccountAnswers",
          "DoNotAsk",
          "Holidays",
          "NeverAsked",
          "TeamAssignment",
          "VerdictTurns",
          "WaveTeams");

  /** Hibernate keeps a plan for every execution of these. */
  private static final Pattern SCALAR =
      Pattern.compile(
          ",\\s*(Boolean|Short|Integer|Long|Double|BigDecimal|String|UUID|Instant|LocalDate)\\.class\\s*$");

  private static final JavaClasses HOUSE =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.keypulse");

  @Test
  void aRoomUsesOnlyRoomsBeforeIt() {
    for (int place = 0; place < ROOMS.size(); place++) {
      String[] later =
          ROOMS.subList(place + 1, ROOMS.size()).stream()
              .map(ArchitectureTest::room)
              .toArray(String[]::new);
      if (later.length > 0) {
        noClasses()
            .that()
            .resideInAPackage(room(ROOMS.get(place)))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(later)
            .check(HOUSE);
      }
    }
  }

  @Test
  void roomsAreFlatAndAllOfThemAreInThePlan() {
    String[] packages = ROOMS.stream().map(ArchitectureTest::room).toArray(String[]::new);
    classes()
        .should()
        .resideInAnyPackage(packages)
        .orShould()
        .resideInAPackage("io.keypulse")
        .check(HOUSE);
  }

  @Test
  void theMathematicsKnowsNothingOfTheHouse() {
    classes()
        .that()
        .resideInAPackage(room("stats"))
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "io.keypulse.stats",
            "java..",
            "javax.crypto..",
            "org.apache.commons.numbers..",
            "org.apache.commons.statistics..",
            "org.hipparchus..",
            "org.jspecify..")
        .check(HOUSE);
  }

  @Test
  void entitiesAndRepositoriesNeverLeaveTheirRoom() {
    classes().that().areAnnotatedWith(Entity.class).should().notBePublic().check(HOUSE);
    classes()
        .that()
        .areAssignableTo(PanacheRepositoryBase.class)
        .should()
        .notBePublic()
        .check(HOUSE);
    assertEquals(
        DOORS_WITH_SQL,
        HOUSE.stream()
            .filter(one -> !one.getPackageName().equals(room("platform")))
            .filter(one -> one.getModifiers().contains(JavaModifier.PUBLIC))
            .filter(
                one ->
                    one.getDirectDependenciesFromSelf().stream()
                        .anyMatch(used -> used.getTargetClass().isEquivalentTo(Session.class)))
            .map(JavaClass::getSimpleName)
            .collect(toSet()));
  }

  @Test
  void theEdgeOfGraphQlHasNoSql() {
    noClasses()
        .that()
        .haveSimpleNameEndingWith("Api")
        .or()
        .haveSimpleNameEndingWith("View")
        .should()
        .dependOnClassesThat()
        .areAssignableTo(Session.class)
        .check(HOUSE);
  }

  @Test
  void nativeQueriesOfOneColumnGoIntoARecord() throws IOException {
    try (Stream<Path> sources = Files.walk(Path.of("src/main/java"))) {
      for (Path source : sources.filter(path -> path.toString().endsWith(".java")).toList()) {
        String text = Files.readString(source);
        Matcher query = Pattern.compile("createNativeQuery\\(").matcher(text);
        while (query.find()) {
          String asked = text.substring(query.start(), closing(text, query.end()));
          assertFalse(SCALAR.matcher(asked).find(), () -> source + ": " + asked);
        }
      }
    }
  }

  /** Where the parenthesis is closed that was opened before that place. */
  private static int closing(String text, int place) {
    int open = 1;
    int at = place;
    for (; open > 0; at++) {
      char sign = text.charAt(at);
      open += sign == '(' ? 1 : sign == ')' ? -1 : 0;
    }
    return at - 1;
  }

  @Test
  void everyQueryMutationAndFieldSaysHowItStandsToTransactions() {
    methods()
        .that()
        .areDeclaredInClassesThat()
        .areAnnotatedWith(GraphQLApi.class)
        .and()
        .arePublic()
        .should(
            new ArchCondition<JavaMethod>("say how they stand to transactions") {
              @Override
              public void check(JavaMethod method, ConditionEvents events) {
                boolean served =
                    method.isAnnotatedWith(Query.class)
                        || method.isAnnotatedWith(Mutation.class)
                        || method.getParameters().stream()
                            .anyMatch(p -> p.isAnnotatedWith(Source.class));
                if (served && !method.isAnnotatedWith(Transactional.class)) {
                  events.add(
                      SimpleConditionEvent.violated(
                          method, method.getFullName() + " is not @Transactional"));
                }
              }
            })
        .check(HOUSE);
  }

  @Test
  void timeAndChanceComeFromThePlatformOnly() {
    for (Class<?> clock :
        List.of(
            Instant.class,
            LocalDate.class,
            LocalDateTime.class,
            OffsetDateTime.class,
            ZonedDateTime.class)) {
      noClasses()
          .that()
          .resideOutsideOfPackage(room("platform"))
          .should()
          .callMethod(clock, "now")
          .check(HOUSE);
    }
    noClasses()
        .that()
        .resideOutsideOfPackage(room("platform"))
        .should()
        .dependOnClassesThat()
        .belongToAnyOf(Clock.class, Random.class, SecureRandom.class)
        .check(HOUSE);
    noClasses()
        .that()
        .resideOutsideOfPackage(room("platform"))
        .should()
        .callMethod(System.class, "currentTimeMillis")
        .check(HOUSE);
  }

  @Test
  void namesSayWhatThingsAreAndNotWhatTheyAreMadeOf() {
    noClasses()
        .should()
        .haveSimpleNameEndingWith("Impl")
        .orShould()
        .haveNameMatching(".*(Manager|Helper|Util|Utils|Dto|Mapper|Base|Service)")
        .check(HOUSE);
  }

  private static String room(String name) {
    return "io.keypulse." + name;
  }
}
