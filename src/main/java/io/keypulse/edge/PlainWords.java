package io.keypulse.edge;

import graphql.GraphQLContext;
import graphql.execution.CoercedVariables;
import graphql.language.Value;
import graphql.schema.Coercing;
import graphql.schema.CoercingParseLiteralException;
import graphql.schema.CoercingParseValueException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A scalar of the extension that says what to write where the extension names its classes. */
record PlainWords(Coercing<?, ?> scalar, String whatToWrite) implements Coercing<Object, Object> {
  @Override
  public @Nullable Object serialize(Object value, GraphQLContext context, Locale locale) {
    return scalar.serialize(value, context, locale);
  }

  @Override
  public @Nullable Object parseValue(Object sent, GraphQLContext context, Locale locale) {
    try {
      return scalar.parseValue(sent, context, locale);
    } catch (RuntimeException unreadable) {
      throw new CoercingParseValueException(whatToWrite, unreadable);
    }
  }

  @Override
  public @Nullable Object parseLiteral(
      Value<?> sent, CoercedVariables variables, GraphQLContext context, Locale locale) {
    try {
      return scalar.parseLiteral(sent, variables, context, locale);
    } catch (RuntimeException unreadable) {
      throw new CoercingParseLiteralException(whatToWrite, unreadable);
    }
  }

  @Override
  public Value<?> valueToLiteral(Object value, GraphQLContext context, Locale locale) {
    return scalar.valueToLiteral(value, context, locale);
  }
}
