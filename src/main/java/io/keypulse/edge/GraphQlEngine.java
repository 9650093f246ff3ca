package io.keypulse.edge;

import static java.util.stream.Collectors.toSet;

import graphql.ExecutionInput;
import graphql.ExecutionResult;
import graphql.GraphQL;
import graphql.GraphQLError;
import graphql.execution.AsyncExecutionStrategy;
import graphql.execution.InputMapDefinesTooManyFieldsException;
import graphql.execution.NonNullableValueCoercedAsNullException;
import graphql.language.Document;
import graphql.schema.CoercingParseValueException;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLSchema;
import graphql.validation.ValidationError;
import graphql.validation.ValidationErrorType;
import io.keypulse.platform.Notices;
import io.keypulse.platform.Once;
import io.keypulse.platform.Refused;
import io.quarkus.runtime.Startup;
import io.smallrye.graphql.schema.model.Schema;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;

/**
 * Executes documents against the schema that the extension builds from our classes. On the calling
 * thread, field after field: what a field needs of the database is loaded for all its siblings at
 * once (see {@link Loads}). A subscription is executed once per notice of the database, as a query.
 */
@Startup
@ApplicationScoped
class GraphQlEngine {
  private final GraphQLSchema executed;
  private final Documents documents;
  private final GraphQlLimits limits;
  private final GraphQL graphQl;

  @Inject
  GraphQlEngine(
      GraphQLSchema schema,
      Schema model,
      Documents documents,
      GraphQlLimits limits,
      GraphQlErrors errors,
      Notices notices) {
    executed = Fetchers.into(schema, model);
    this.documents = documents;
    this.limits = limits;
    graphQl =
        GraphQL.newGraphQL(executed)
            .subscriptionExecutionStrategy(new AsyncExecutionStrategy(errors))
            .preparsedDocumentProvider(documents)
            .defaultDataFetcherExceptionHandler(errors)
            .doNotAutomaticallyDispatchDataLoader()
            .build();
    notices.open(
        model.getSubscriptions().stream()
            .map(subscription -> channel(subscription.getName()))
            .collect(toSet()));
  }

  /** The channel of the database that a subscription's field listens to. */
  final String channel(String field) {
    GraphQLObjectType subscription = executed.getSubscriptionType();
    return ((NoticeFetcher)
            executed
                .getCodeRegistry()
                .getDataFetcher(subscription, subscription.getFieldDefinition(field)))
        .channel();
  }

  /** As {@link #execute}, asking the database once for what several fields stand on. */
  ExecutionResult query(GraphQlRequest request) {
    return Once.during(() -> execute(request));
  }

  ExecutionResult execute(GraphQlRequest request) {
    ExecutionInput input =
        ExecutionInput.newExecutionInput(request.query())
            .operationName(request.operationName())
            .variables(request.variables())
            .locale(Locale.ENGLISH)
            .build();
    ExecutionResult result = execute(input);
    return result.isDataPresent() ? result : inPlainWords(result, request);
  }

  /** A change that is made stays made, whatever is asked about it. */
  private ExecutionResult execute(ExecutionInput input) {
    AnswerBounds bounds = new AnswerBounds(limits.values(), limits.time());
    try {
      return ScopedValue.where(Loads.CURRENT, new Loads(bounds)).call(() -> graphQl.execute(input));
    } catch (AnswerBounds.Stopped | CompletionException stopped) {
      Refused refusal = bounds.refusal().orElseThrow(() -> new IllegalStateException(stopped));
      if (bounds.hasChanged()) {
        return changedAndNotTold(refusal);
      }
      throw refusal;
    }
  }

  private static ExecutionResult changedAndNotTold(Refused refusal) {
    return ExecutionResult.newExecutionResult()
        .data(null)
        .addError(
            GraphQLError.newError()
                .message("The change is made, and cannot be shown: %s", refusal.getMessage())
                .extensions(Answer.extensions(refusal))
                .build())
        .build();
  }

  private ExecutionResult inPlainWords(ExecutionResult refused, GraphQlRequest request) {
    List<GraphQLError> errors = refused.getErrors();
    List<GraphQLError> mistakes = mistakes(errors, request);
    List<GraphQLError> told =
        Stream.concat(
                mistakes.stream(),
                errors.stream()
                    .filter(
                        one -> mistakes.isEmpty() || !(isOfVariables(one) || isOfArguments(one)))
                    .map(this::toldTheNames))
            .toList();
    return refused.transform(builder -> builder.errors(told));
  }

  private List<GraphQLError> mistakes(List<GraphQLError> errors, GraphQlRequest request) {
    if (errors.stream().anyMatch(GraphQlEngine::isOfVariables)) {
      Document document = documents.parsed(request.query()).document();
      return InputMistakes.ofVariables(
          request.variables(), ChosenOperation.in(document, request), document, executed);
    }
    return errors.stream().anyMatch(GraphQlEngine::isOfArguments)
        ? ArgumentMistakes.in(documents.parsed(request.query()).document(), executed)
        : List.of();
  }

  private static boolean isOfVariables(GraphQLError error) {
    return error instanceof CoercingParseValueException
        || error instanceof NonNullableValueCoercedAsNullException
        || error instanceof InputMapDefinesTooManyFieldsException;
  }

  private static boolean isOfArguments(GraphQLError error) {
    return error instanceof ValidationError invalid
        && invalid.getValidationErrorType() == ValidationErrorType.WrongType;
  }

  private GraphQLError toldTheNames(GraphQLError error) {
    return GraphQLError.newError()
        .message("%s", EnumNames.in(String.valueOf(error.getMessage()), executed))
        .locations(error.getLocations())
        .errorType(error.getErrorType())
        .extensions(error.getExtensions())
        .build();
  }
}
