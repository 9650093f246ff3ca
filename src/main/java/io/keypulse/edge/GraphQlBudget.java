package io.keypulse.edge;

import graphql.language.Directive;
import graphql.language.Document;
import graphql.language.Field;
import graphql.language.Node;
import graphql.language.OperationDefinition;
import graphql.parser.InvalidSyntaxException;
import graphql.parser.Parser;
import graphql.parser.ParserEnvironment;
import graphql.parser.ParserOptions;
import graphql.schema.GraphQLSchema;
import io.keypulse.platform.RefusalCode;
import io.keypulse.platform.Refused;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Refuses what would cost too much, before anything of it is validated or executed. */
@ApplicationScoped
class GraphQlBudget {
  private static final Set<String> SCHEMA = Set.of("__schema", "__type");
  private static final List<String> DEVELOPERS = List.of("keypulse-developer", "keypulse-admin");

  @Inject GraphQLSchema schema;
  @Inject GraphQlLimits limits;
  @Inject SecurityIdentity identity;

  /** A document within its limits. */
  record Approved(Optional<OperationDefinition.Operation> operation, long cost) {}

  /**
   * Measures a request.
   *
   * @return its operation, absent when the document has none of that name (which execution will
   *     tell), and its cost
   * @throws Refused OVER_BUDGET naming the limit, FORBIDDEN for the schema, INVALID when the
   *     document cannot be parsed
   */
  Approved approve(GraphQlRequest request) {
    Document document = parse(request.query());
    countNodes(document);
    guardIntrospection(document);
    Optional<OperationDefinition> operation = operation(document, request);
    if (operation.isEmpty()) {
      return new Approved(Optional.empty(), 0);
    }
    DocumentCost.Measure measure =
        DocumentCost.of(schema, document, operation.get(), request.variables());
    within("selections", measure.selections(), limits.selections());
    within("depth", measure.depth(), limits.depth());
    within("rootFields", measure.fields(), limits.rootFields());
    within("cost", measure.cost(), limits.cost());
    return new Approved(Optional.of(operation.get().getOperation()), measure.cost());
  }

  private Document parse(String query) {
    ParserOptions options =
        ParserOptions.newParserOptions()
            .maxTokens(limits.tokens())
            .captureLineComments(false)
            .captureIgnoredChars(false)
            .build();
    try {
      return Parser.parse(
          ParserEnvironment.newParserEnvironment().document(query).parserOptions(options).build());
    } catch (graphql.parser.exceptions.ParseCancelledException tooLong) {
      throw new Refused(
          RefusalCode.OVER_BUDGET,
          "tokens",
          "The document has more than " + limits.tokens() + " tokens.");
    } catch (InvalidSyntaxException broken) {
      throw Refused.invalid("query", String.valueOf(broken.getMessage()));
    }
  }

  private void countNodes(Document document) {
    int aliases = 0;
    int directives = 0;
    for (Node<?> node : nodes(document)) {
      aliases += node instanceof Field field && field.getAlias() != null ? 1 : 0;
      directives += node instanceof Directive ? 1 : 0;
    }
    within("aliases", aliases, limits.aliases());
    within("directives", directives, limits.directives());
  }

  /** {@code __typename} is free. */
  private void guardIntrospection(Document document) {
    boolean asksForTheSchema =
        nodes(document).stream()
            .anyMatch(node -> node instanceof Field field && SCHEMA.contains(field.getName()));
    if (asksForTheSchema
        && limits.introspection() == GraphQlLimits.Introspection.ROLE
        && DEVELOPERS.stream().noneMatch(identity::hasRole)) {
      throw new Refused(
          RefusalCode.FORBIDDEN,
          "introspection",
          "The schema is shown to the roles " + String.join(" and ", DEVELOPERS) + ".");
    }
  }

  private static List<Node<?>> nodes(Document document) {
    List<Node<?>> nodes = new ArrayList<>(List.of(document));
    for (int next = 0; next < nodes.size(); next++) {
      for (Node<?> child : nodes.get(next).getChildren()) {
        nodes.add(child);
      }
    }
    return nodes;
  }

  private static Optional<OperationDefinition> operation(
      Document document, GraphQlRequest request) {
    List<OperationDefinition> operations = document.getDefinitionsOfType(OperationDefinition.class);
    return request.operationName() == null
        ? operations.size() == 1 ? Optional.of(operations.getFirst()) : Optional.empty()
        : operations.stream().filter(o -> request.operationName().equals(o.getName())).findFirst();
  }

  private static void within(String limit, long asked, long allowed) {
    if (asked > allowed) {
      throw new Refused(
          RefusalCode.OVER_BUDGET,
          limit,
          "This request has %s %d; at most %d are allowed.".formatted(limit, asked, allowed));
    }
  }
}
