package io.keypulse.edge;

import graphql.language.Argument;
import graphql.language.ArrayValue;
import graphql.language.Document;
import graphql.language.Node;
import graphql.language.ObjectField;
import graphql.language.ObjectValue;
import graphql.language.StringValue;
import graphql.language.Value;
import graphql.language.VariableDefinition;
import io.keypulse.platform.Refused;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * PostgreSQL keeps every character but NUL, and of none a half: so no text that anybody sends may
 * have either.
 */
final class BrokenTexts {
  private BrokenTexts() {}

  /**
   * @throws Refused INVALID naming the argument, or the variable of which it is the default
   */
  static void refuseIn(Node<?> node) {
    switch (node) {
      case Argument argument -> refuse(argument.getName(), argument.getValue());
      case VariableDefinition variable -> refuse(variable.getName(), variable.getDefaultValue());
      default -> {}
    }
  }

  private static void refuse(String field, @Nullable Value<?> value) {
    switch (value) {
      case StringValue text -> refuseText(field, text.getValue());
      case ArrayValue list -> list.getValues().forEach(one -> refuse(field, one));
      case ObjectValue parts -> {
        for (ObjectField part : parts.getObjectFields()) {
          refuse(FieldNames.within(field, part.getName()), part.getValue());
        }
      }
      case null, default -> {}
    }
  }

  /**
   * @throws Refused INVALID naming the part of the argument for which the variable stands
   */
  static void refuseIn(Map<String, Object> variables, Document document) {
    variables.forEach(
        (name, value) -> {
          if (isBroken(value)) {
            refuseSent(FieldNames.ofVariable(name, document), value);
          }
        });
  }

  private static boolean isBroken(@Nullable Object value) {
    return switch (value) {
      case String text -> hasNul(text) || hasHalf(text);
      case List<?> list -> list.stream().anyMatch(BrokenTexts::isBroken);
      case Map<?, ?> parts -> parts.values().stream().anyMatch(BrokenTexts::isBroken);
      case null, default -> false;
    };
  }

  private static void refuseSent(String field, @Nullable Object value) {
    switch (value) {
      case String text -> refuseText(field, text);
      case List<?> list -> list.forEach(one -> refuseSent(field, one));
      case Map<?, ?> parts ->
          parts.forEach(
              (name, part) -> refuseSent(FieldNames.within(field, name.toString()), part));
      case null, default -> {}
    }
  }

  private static void refuseText(String field, String text) {
    if (hasNul(text)) {
      throw Refused.invalid(field, "Leave out the character NUL (U+0000).");
    }
    if (hasHalf(text)) {
      throw Refused.invalid(field, "Half of a character stands alone (U+D800 to U+DFFF).");
    }
  }

  private static boolean hasNul(String text) {
    return text.indexOf('\0') >= 0;
  }

  private static boolean hasHalf(String text) {
    return text.codePoints().anyMatch(point -> point >= 0xD800 && point <= 0xDFFF);
  }
}
