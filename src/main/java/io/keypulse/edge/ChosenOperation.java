package io.keypulse.edge;

import graphql.language.Document;
import graphql.language.OperationDefinition;
import io.keypulse.platform.Refused;
import java.util.List;

/**
 * The operation that a request asks for. Where the engine could take another one than we have
 * weighed, or none, there is nothing to carry out.
 */
final class ChosenOperation {
  private ChosenOperation() {}

  /**
   * @throws Refused INVALID unless exactly one operation can be meant
   */
  static OperationDefinition in(Document document, GraphQlRequest request) {
    List<OperationDefinition> all = document.getDefinitionsOfType(OperationDefinition.class);
    String name = request.operationName();
    List<OperationDefinition> meant =
        name == null ? all : all.stream().filter(one -> name.equals(one.getName())).toList();
    if (all.isEmpty()) {
      throw Refused.invalid("query", "The document has no operation.");
    }
    if (meant.size() != 1) {
      throw Refused.invalid("operationName", mistake(name == null, meant.isEmpty()));
    }
    return meant.getFirst();
  }

  private static String mistake(boolean unnamed, boolean none) {
    return unnamed
        ? "The document has several operations: name the one to carry out."
        : "The document has " + (none ? "no operation" : "several operations") + " of this name.";
  }
}
