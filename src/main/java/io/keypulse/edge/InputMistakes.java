package io.keypulse.edge;

import graphql.ErrorType;
import graphql.GraphQLContext;
import graphql.GraphQLError;
import graphql.execution.CoercedVariables;
import graphql.execution.TypeFromAST;
import graphql.language.Argument;
import graphql.language.ArrayValue;
import graphql.language.BooleanValue;
import graphql.language.Document;
import graphql.language.EnumValue;
import graphql.language.FloatValue;
import graphql.language.IntValue;
import graphql.language.NullValue;
import graphql.language.ObjectValue;
import graphql.language.OperationDefinition;
import graphql.language.SourceLocation;
import graphql.language.StringValue;
import graphql.language.Value;
import graphql.language.VariableDefinition;
import graphql.language.VariableReference;
import graphql.schema.Coercing;
import graphql.schema.CoercingParseLiteralException;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Every part of what a client sent that does not fit the schema, up to 50, each under the name that
 * our own refusals give it, so that a form can mark its fields. The engine tells the first one, and
 * of a variable's part no more than the variable.
 */
final class InputMistakes {
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

  /**
   * @param location of what is looked at
   * @param found where they are written to
   */
  InputMistakes(GraphQLSchema schema, @Nullable SourceLocation location, List<GraphQLError> found) {
    this.schema = schema;
    this.location = location;
    this.found = found;
  }

  static List<GraphQLError> ofVariables(
      Map<String, Object> variables,
      OperationDefinition operation,
      Document document,
      GraphQLSchema schema) {
    List<GraphQLError> found = new ArrayList<>();
    for (VariableDefinition variable : operation.getVariableDefinitions()) {
      String name = variable.getName();
      if (variables.containsKey(name) || variable.getDefaultValue() == null) {
        new InputMistakes(schema, variable.getSourceLocation(), found)
            .look(
                new Place("Variable '" + name + "'", FieldNames.ofVariable(name, document)),
                variables.get(name),
                TypeFromAST.getTypeFromAST(schema, variable.getType()));
      }
    }
    return found;
  }

  void lookAt(Argument argument, GraphQLType type) {
    String name = argument.getName();
    look(new Place("'" + name + "'", name), plain(argument.getValue()), type);
  }

  /** Lists and objects as variables have them; the rest as it is written in the document. */
  private static @Nullable Object plain(Value<?> written) {
    return switch (written) {
      case NullValue _ -> null;
      case ArrayValue list -> {
        List<@Nullable Object> values = new ArrayList<>();
        list.getValues().forEach(one -> values.add(plain(one)));
        yield values;
      }
      case ObjectValue object -> {
        Map<String, @Nullable Object> parts = new LinkedHashMap<>();
        object.getObjectFields().forEach(part -> parts.put(part.getName(), plain(part.getValue())));
        yield parts;
      }
      default -> written;
    };
  }

  private void look(Place place, @Nullable Object value, @Nullable GraphQLType type) {
    if (type instanceof GraphQLNonNull required) {
      if (value == null) {
        tell(place.words() + " is missing, and must not be null.");
      } else {
        look(place, value, required.getWrappedType());
      }
    } else if (value != null && !(value instanceof VariableReference)) {
      switch (type) {
        case GraphQLList list ->
            (value instanceof List<?> several ? several : List.of(value))
                .forEach(one -> look(place, one, list.getWrappedType()));
        case GraphQLInputObjectType object -> parts(place, value, object);
        case GraphQLEnumType names -> read(place, () -> parse(value, names));
        case GraphQLScalarType scalar -> read(place, () -> parse(value, scalar.getCoercing()));
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

  private static void parse(Object value, GraphQLEnumType names) {
    switch (value) {
      case EnumValue written -> names.parseLiteral(written, NO_CONTEXT, Locale.ENGLISH);
      case Value<?> _ ->
          throw new CoercingParseLiteralException(
              "send one of the names of %s, without quotes where it stands in the document."
                  .formatted(names.getName()));
      default -> names.parseValue(value, NO_CONTEXT, Locale.ENGLISH);
    }
  }

  private static void parse(Object value, Coercing<?, ?> by) {
    if (!(value instanceof Value<?> written)) {
      by.parseValue(value, NO_CONTEXT, Locale.ENGLISH);
      return;
    }
    try {
      by.parseLiteral(written, CoercedVariables.emptyVariables(), NO_CONTEXT, Locale.ENGLISH);
    } catch (CoercingParseLiteralException unreadable) {
      by.parseValue(asVariable(written), NO_CONTEXT, Locale.ENGLISH);
      throw unreadable;
    }
  }

  /** Of variables the engine says what to send instead. */
  private static Object asVariable(Value<?> written) {
    return switch (written) {
      case StringValue text -> text.getValue();
      case IntValue number -> number.getValue();
      case FloatValue number -> number.getValue();
      case BooleanValue truth -> truth.isValue();
      default -> written;
    };
  }

  private void read(Place place, Runnable parse) {
    try {
      parse.run();
    } catch (CoercingParseValueException | CoercingParseLiteralException unreadable) {
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
