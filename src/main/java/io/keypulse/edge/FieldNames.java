package io.keypulse.edge;

import graphql.language.Argument;
import graphql.language.ArrayValue;
import graphql.language.Document;
import graphql.language.Node;
import graphql.language.ObjectField;
import graphql.language.ObjectValue;
import graphql.language.VariableReference;
import java.util.Optional;

/**
 * What {@code extensions.field} calls a part of what a client sent: {@code filter.country.in} of an
 * argument, and {@code parts.name} of the only one that every mutation has.
 */
final class FieldNames {
  private static final String INPUT = "input";

  private FieldNames() {}

  static String within(String field, String part) {
    return field.equals(INPUT) ? part : field + "." + part;
  }

  /** Of a whole path, as the engine writes it. */
  static String told(String path) {
    return path.startsWith(INPUT + ".") ? path.substring(INPUT.length() + 1) : path;
  }

  /** Where a document uses a variable; its own name where it does not. */
  static String ofVariable(String variable, Document document) {
    return below("", document, variable).orElse(variable);
  }

  private static Optional<String> below(String field, Node<?> node, String variable) {
    return switch (node) {
      case VariableReference reference ->
          reference.getName().equals(variable) ? Optional.of(field) : Optional.empty();
      case Argument argument -> below(argument.getName(), argument.getValue(), variable);
      case ObjectField part -> below(within(field, part.getName()), part.getValue(), variable);
      case ArrayValue list -> first(field, list, variable);
      case ObjectValue parts -> first(field, parts, variable);
      default -> first("", node, variable);
    };
  }

  private static Optional<String> first(String field, Node<?> node, String variable) {
    return node.getChildren().stream()
        .map(child -> below(field, (Node<?>) child, variable))
        .flatMap(Optional::stream)
        .findFirst();
  }
}
