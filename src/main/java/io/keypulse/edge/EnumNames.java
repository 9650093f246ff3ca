package io.keypulse.edge;

import static java.util.stream.Collectors.joining;

import graphql.schema.GraphQLEnumType;
import graphql.schema.GraphQLEnumValueDefinition;
import graphql.schema.GraphQLSchema;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which names an enum has, where {@code i18n/Scalars_en.properties} says that a value is none. */
final class EnumNames {
  private static final Pattern OF_ENUM =
      Pattern.compile(
          "(?<=there is no .{1,100} in |one of the names of )\\w+|(?<= is no )\\w+(?=: a value of)");

  private static final int MOST = 20;

  private EnumNames() {}

  static String in(String message, GraphQLSchema schema) {
    return OF_ENUM
        .matcher(message)
        .replaceAll(type -> Matcher.quoteReplacement(named(type, schema)));
  }

  private static String named(MatchResult type, GraphQLSchema schema) {
    if (!(schema.getType(type.group()) instanceof GraphQLEnumType known)) {
      return type.group();
    }
    List<GraphQLEnumValueDefinition> values = known.getValues();
    String more = values.size() > MOST ? " and %d more".formatted(values.size() - MOST) : "";
    return values.stream()
        .limit(MOST)
        .map(GraphQLEnumValueDefinition::getName)
        .collect(joining(", ", type.group() + " (", more + ")"));
  }
}
