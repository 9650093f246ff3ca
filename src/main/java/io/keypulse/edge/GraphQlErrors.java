package io.keypulse.edge;

import graphql.ErrorClassification;
import graphql.GraphQLError;
import graphql.GraphqlErrorBuilder;
import graphql.GraphqlErrorException;
import graphql.execution.DataFetcherExceptionHandler;
import graphql.execution.DataFetcherExceptionHandlerParameters;
import graphql.execution.DataFetcherExceptionHandlerResult;
import io.keypulse.platform.Invariants;
import io.keypulse.platform.Outage;
import io.keypulse.platform.QueryTransaction;
import io.keypulse.platform.RefusalCode;
import io.keypulse.platform.Refused;
import io.keypulse.platform.RequestId;
import io.keypulse.platform.SqlFaults;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.hibernate.exception.ConstraintViolationException;
import org.jboss.logging.Logger;

/**
 * Tells a client why it was refused, and of every other fault nothing but a number that finds it in
 * the log.
 */
@ApplicationScoped
class GraphQlErrors implements DataFetcherExceptionHandler {
  private static final Logger LOG = Logger.getLogger(GraphQlErrors.class);

  @Inject Invariants invariants;

  @Override
  public CompletableFuture<DataFetcherExceptionHandlerResult> handleException(
      DataFetcherExceptionHandlerParameters fault) {
    GraphQLError error =
        switch (cause(fault.getException())) {
          case Refused refused -> refusal(fault, refused);
          case ConstraintViolationException violation ->
              invariants
                  .refusal(violation)
                  .map(refused -> refusal(fault, refused))
                  .orElseGet(() -> internal(fault));
          case GraphqlErrorException value ->
              refusal(fault, Refused.invalid("variables", String.valueOf(value.getMessage())));
          case Throwable other ->
              QueryTransaction.over(other)
                  .map(refused -> refusal(fault, refused))
                  .orElseGet(() -> internal(fault));
        };
    return CompletableFuture.completedFuture(
        DataFetcherExceptionHandlerResult.newResult(error).build());
  }

  private static GraphQLError refusal(
      DataFetcherExceptionHandlerParameters fault, Refused refused) {
    return error(
        fault,
        refused.code().name(),
        String.valueOf(refused.getMessage()),
        Answer.extensions(refused));
  }

  private static GraphQLError internal(DataFetcherExceptionHandlerParameters fault) {
    String incident = RequestId.current();
    Throwable cause = cause(fault.getException());
    LOG.errorf(
        cause,
        "Incident %s at %s%s",
        incident,
        fault.getPath(),
        SqlFaults.in(cause).findFirst().map(told -> ", SQLState " + told.getSQLState()).orElse(""));
    String code = Outage.is(fault.getException()) ? RefusalCode.UNAVAILABLE.name() : "INTERNAL";
    return error(fault, code, Answer.WENT_WRONG, Map.of("code", code, "incident", incident));
  }

  private static GraphQLError error(
      DataFetcherExceptionHandlerParameters fault,
      String code,
      String message,
      Map<String, Object> extensions) {
    return GraphqlErrorBuilder.newError()
        .message("%s", message)
        .path(fault.getPath())
        .location(fault.getSourceLocation())
        .errorType(ErrorClassification.errorClassification(code))
        .extensions(extensions)
        .build();
  }

  private static Throwable cause(Throwable thrown) {
    Throwable cause = thrown;
    while ((cause instanceof CompletionException || cause instanceof ExecutionException)
        && cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause;
  }
}
