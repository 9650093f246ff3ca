package io.keypulse.edge;

import graphql.language.Document;
import graphql.language.OperationDefinition;
import graphql.schema.GraphQLSchema;
import io.keypulse.platform.RefusalCode;
import io.keypulse.platform.Refused;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;

/** Refuses what would cost too much, before anything of it is validated or executed. */
@ApplicationScoped
class GraphQlBudget {
  private static final List<String> DEVELOPERS = List.of("keypulse-developer", "keypulse-admin");

  @Inject GraphQLSchema schema;
  @Inject GraphQlLimits limits;
  @Inject SecurityIdentity identity;

  @Inject Documents documents;

  /** A document within its limits. */
  record Approved(Optional<OperationDefinition.Operation> operation, long cost) {}

  /**
   * Measures a request.
   *
   * @return its operation, absent when the document has none of that name (which execution will
   *     tell), and its cost
   * @throws Refused OVER_BUDGET naming the limit, FORBIDDEN for the schema, INVALID when the
   *     document cannot be parsed or a text has a NUL
   */
  Approved approve(GraphQlRequest request) {
    Documents.Parsed parsed = documents.parsed(request.query());
    Optional<OperationDefinition> operation = operation(parsed.document(), request);
    DocumentCost.Measure measure =
        operation
            .map(one -> DocumentCost.of(schema, parsed.document(), one, request.variables()))
            .orElse(DocumentCost.Measure.NOTHING);
    try {
      within("aliases", parsed.aliases(), limits.aliases());
      within("directives", parsed.directives(), limits.directives());
      within("selections", measure.selections(), limits.selections());
      within("depth", measure.depth(), limits.depth());
      within("rootFields", measure.fields(), limits.rootFields());
      within("cost", measure.cost(), limits.cost());
    } catch (Refused over) {
      throw new OverCost(over, measure.cost());
    }
    Optional<OperationDefinition.Operation> kind = operation.map(OperationDefinition::getOperation);
    if (kind.equals(Optional.of(OperationDefinition.Operation.QUERY))) {
      guardSchema(parsed);
    }
    NulTexts.refuseIn(request.variables(), parsed.document());
    return new Approved(kind, measure.cost());
  }

  /** The operation of a request that was approved. */
  OperationDefinition operation(GraphQlRequest request) {
    return operation(documents.parsed(request.query()).document(), request).orElseThrow();
  }

  /** {@code __typename} is free. */
  private void guardSchema(Documents.Parsed parsed) {
    if (parsed.asksForTheSchema()
        && limits.introspection() == GraphQlLimits.Introspection.ROLE
        && DEVELOPERS.stream().noneMatch(identity::hasRole)) {
      throw new Refused(
          RefusalCode.FORBIDDEN,
          "introspection",
          "The schema is shown to the roles " + String.join(" and ", DEVELOPERS) + ".");
    }
  }

  static Optional<OperationDefinition> operation(Document document, GraphQlRequest request) {
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
