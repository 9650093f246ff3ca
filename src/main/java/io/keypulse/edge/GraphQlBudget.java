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

/** Refuses what would cost too much, before anything of it is validated or executed. */
@ApplicationScoped
class GraphQlBudget {
  private static final List<String> DEVELOPERS = List.of("keypulse-developer", "keypulse-admin");

  @Inject GraphQLSchema schema;
  @Inject GraphQlLimits limits;
  @Inject SecurityIdentity identity;

  @Inject Documents documents;

  /** A document within its limits. */
  record Approved(OperationDefinition.Operation operation, long cost) {}

  /**
   * Measures a request.
   *
   * @throws Refused OVER_BUDGET naming the limit, FORBIDDEN for the schema, INVALID when the
   *     document cannot be parsed, has not the operation that is asked for, or has a NUL or half a
   *     character in a text
   */
  Approved approve(GraphQlRequest request) {
    Documents.Parsed parsed = documents.parsed(request.query());
    OperationDefinition operation = ChosenOperation.in(parsed.document(), request);
    DocumentCost.Measure measure =
        DocumentCost.of(schema, parsed.document(), operation, request.variables());
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
    OperationDefinition.Operation kind = operation.getOperation();
    if (kind == OperationDefinition.Operation.QUERY) {
      guardSchema(parsed);
    }
    BrokenTexts.refuseIn(request.variables(), parsed.document());
    parsed.document().getDefinitionsOfType(OperationDefinition.class).stream()
        .filter(one -> one.getOperation() == OperationDefinition.Operation.SUBSCRIPTION)
        .forEach(one -> SubscribedField.of(one, parsed.document(), schema));
    return new Approved(kind, measure.cost());
  }

  /**
   * @throws Refused OVER_BUDGET when a request has more bytes than one may have
   */
  void refuseLong(int bytes) {
    if (bytes > limits.bodyBytes()) {
      throw SmallBodies.tooLong(limits);
    }
  }

  /** The field that an approved request subscribes to. */
  String subscribedField(GraphQlRequest request) {
    Document document = documents.parsed(request.query()).document();
    return SubscribedField.of(ChosenOperation.in(document, request), document, schema);
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

  private static void within(String limit, long asked, long allowed) {
    if (asked > allowed) {
      throw new Refused(
          RefusalCode.OVER_BUDGET,
          limit,
          "This request has %s %d; at most %d are allowed.".formatted(limit, asked, allowed));
    }
  }
}
