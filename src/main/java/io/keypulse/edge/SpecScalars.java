package io.keypulse.edge;

import graphql.Scalars;
import graphql.schema.GraphQLScalarType;
import graphql.schema.GraphQLSchemaElement;
import graphql.schema.GraphQLTypeVisitorStub;
import graphql.util.TraversalControl;
import graphql.util.TraverserContext;
import java.util.Map;

/**
 * Numbers as the GraphQL specification reads them: the extension's own take the text {@code "3"}
 * for a number where it stands in the document. Our own scalars refuse in plain words.
 */
final class SpecScalars extends GraphQLTypeVisitorStub {
  private static final Map<String, GraphQLScalarType> OF_THE_SPECIFICATION =
      Map.of("Int", Scalars.GraphQLInt, "Float", Scalars.GraphQLFloat);

  private static final Map<String, String> TO_WRITE =
      Map.of(
          "Decimal", "write a decimal number as a string such as \"1234.50\".",
          "Date", "write a date as a string such as \"2026-01-31\".",
          "DateTime", "write a time with its offset as a string such as \"2026-01-31T09:00:00Z\".");

  @Override
  public TraversalControl visitGraphQLScalarType(
      GraphQLScalarType scalar, TraverserContext<GraphQLSchemaElement> context) {
    GraphQLScalarType specified = OF_THE_SPECIFICATION.get(scalar.getName());
    if (specified != null) {
      return changeNode(context, specified);
    }
    String words = TO_WRITE.get(scalar.getName());
    return words == null
        ? TraversalControl.CONTINUE
        : changeNode(
            context,
            scalar.transform(ours -> ours.coercing(new PlainWords(scalar.getCoercing(), words))));
  }
}
