package io.keypulse.edge;

import graphql.ExecutionInput;
import graphql.ExecutionResult;
import graphql.GraphQL;
import graphql.schema.GraphQLSchema;
import io.quarkus.runtime.Startup;
import io.smallrye.graphql.schema.model.Schema;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/**
 * Executes documents against the schema that the extension builds from our classes. On the calling
 * thread, field after field: what a field needs of the database is loaded for all its siblings at
 * once (see {@link Loads}).
 */
@Startup
@ApplicationScoped
class GraphQlEngine {
  private final GraphQL graphQl;

  @Inject
  GraphQlEngine(GraphQLSchema schema, Schema model, Documents documents, GraphQlErrors errors) {
    graphQl =
        GraphQL.newGraphQL(Fetchers.into(schema, model))
            .preparsedDocumentProvider(documents)
            .defaultDataFetcherExceptionHandler(errors)
            .doNotAutomaticallyDispatchDataLoader()
            .build();
  }

  ExecutionResult execute(GraphQlRequest request) {
    ExecutionInput input =
        ExecutionInput.newExecutionInput(request.query())
            .operationName(request.operationName())
            .variables(request.variables())
            .build();
    return ScopedValue.where(Loads.CURRENT, new Loads()).call(() -> graphQl.execute(input));
  }
}
