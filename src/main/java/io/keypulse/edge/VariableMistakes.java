package io.keypulse.edge;

import graphql.ErrorType;
import graphql.GraphQLContext;
import graphql.GraphQLError;
import graphql.execution.TypeFromAST;
import graphql.language.Document;
import graphql.language.OperationDefinition;
import graphql.language.SourceLocation;
import graphql.language.VariableDefinition;
import graphql.schema.CoercingParseValueException;
import graphql.schema.GraphQLEnumType;
import graphql.schema.GraphQLInputObjectField;
import graphql.schema.GraphQLInputObjectType;
import graphql.schema.GraphQLList;
import graphql.schema.GraphQLNonNull;
import graphql.schema.GraphQLScalarType;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Every part of the variables that does not fit the schema, up to 50, each under the name that our
 * own refusals give it, so that a form can mark its fields. The engine tells the first one, and of
 * a part no more than the variable.
 */
final class VariableMistakes {
  private static final int MOST = 50;
  private static final GraphQLContext NO_CONTEXT = GraphQLContext.getDefault();

  private final GraphQLSchema schema;
  private final @Nullable SourceLocation location;
  private final List<GraphQLError> found;

  /**
   * @param words how the message begins
   * @param field what parts of it are named after
   */
  private record Place(String words, String field) {
    Place within(Object part) {
      String field = FieldNames.within(this.field, part.toString());
      return new Place("'" + field + "'", field);
    }
  }

  private VariableMistakes(
      GraphQLSchema schema, @Nullable SourceLocation location, List<GraphQLError> found) {
    this.schema = schema;
    this.location = location;
    this.found = found;
  }

  static List<GraphQLError> in(
      Map<String, Object> variables,
      OperationDefinition operation,
      Document document,
      GraphQLSchema schema) {
    List<GraphQLError> found = new ArrayList<>();
    for (VariableDefinition variable : operation.getVariableDefinitions()) {
      String name = variable.getName();
      if (variables.containsKey(name) || variable.getDefaultValue() == null) {
        new VariableMistakes(schema, variable.getSourceLocation(), found)
            .look(
                new Place("Variable '" + name + "'", FieldNames.ofVariable(name, document)),
                variables.get(name),
                TypeFromAST.getTypeFromAST(schema, variable.getType()));
      }
    }
    return found;
  }

  private void look(Place place, @Nullable Object value, @Nullable GraphQLType type) {
    if (type instanceof GraphQLNonNull required) {
      if (value == null) {
        tell(place.words() + " is missing, and must not be null.");
      } else {
        look(place, value, required.getWrappedType());
      }
    } else if (value != null) {
      switch (type) {
        case GraphQLList list ->
            (value instanceof List<?> several ? several : List.of(value))
                .forEach(one -> look(place, one, list.getWrappedType()));
        case GraphQLInputObjectType object -> parts(place, value, object);
        case GraphQLEnumType names ->
            read(place, () -> names.parseValue(value, NO_CONTEXT, Locale.ENGLISH));
        case GraphQLScalarType scalar ->
            read(place, () -> scalar.getCoercing().parseValue(value, NO_CONTEXT, Locale.ENGLISH));
        case null, default -> {}
      }
    }
  }

  private void parts(Place place, Object value, GraphQLInputObjectType object) {
    if (!(value instanceof Map<?, ?> sent)) {
      tell(place.words() + " has an invalid value: send an object.");
      return;
    }
    sent.keySet().stream()
        .filter(name -> object.getField(name.toString()) == null)
        .forEach(
            name -> tell(place.within(name).words() + " is no field of " + object.getName() + "."));
    for (GraphQLInputObjectField part : object.getFields()) {
      if (sent.containsKey(part.getName()) || !part.hasSetDefaultValue()) {
        look(place.within(part.getName()), sent.get(part.getName()), part.getType());
      }
    }
  }

  private void read(Place place, Runnable parse) {
    try {
      parse.run();
    } catch (CoercingParseValueException unreadable) {
      tell(
          place.words()
              + " has an invalid value: "
              + EnumNames.in(String.valueOf(unreadable.getMessage()), schema));
    }
  }

  private void tell(String message) {
    if (found.size() < MOST) {
      found.add(
          GraphQLError.newError()
              .message("%s", message)
              .location(location)
              .errorType(ErrorType.ValidationError)
              .build());
    }
  }
}
