package io.keypulse.edge;

import graphql.Scalars;
import graphql.schema.GraphQLScalarType;
import graphql.schema.GraphQLSchemaElement;
import graphql.schema.GraphQLTypeVisitorStub;
import graphql.util.TraversalControl;
import graphql.util.TraverserContext;
import java.util.Map;

/**
 * Numbers as the GraphQL specification reads them. The extension's own take the text {@code "3"}
 * for a number where it stands in the document.
 */
final class SpecScalars extends GraphQLTypeVisitorStub {
  private static final Map<String, GraphQLScalarType> OF_THE_SPECIFICATION =
      Map.of("Int", Scalars.GraphQLInt, "Float", Scalars.GraphQLFloat);

  @Override
  public TraversalControl visitGraphQLScalarType(
      GraphQLScalarType scalar, TraverserContext<GraphQLSchemaElement> context) {
    GraphQLScalarType specified = OF_THE_SPECIFICATION.get(scalar.getName());
    return specified == null ? TraversalControl.CONTINUE : changeNode(context, specified);
  }
}
