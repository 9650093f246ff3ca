package io.keypulse.edge;

import graphql.ExecutionResult;
import graphql.execution.NonNullableFieldWasNullError;
import io.keypulse.platform.Notice;
import io.keypulse.platform.QueryTransaction;
import io.quarkus.arc.Arc;
import io.quarkus.arc.ManagedContext;
import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** Executes a subscription for one notice, as the person who subscribed sees it now. */
@ApplicationScoped
class NoticeTeller {
  @Inject QueryTransaction transaction;
  @Inject GraphQlLimits limits;
  @Inject GraphQlEngine engine;
  @Inject CurrentIdentityAssociation association;

  ExecutionResult tell(SecurityIdentity subscriber, GraphQlRequest request, String notice) {
    ManagedContext requestContext = Arc.container().requestContext();
    requestContext.activate();
    try {
      association.setIdentity(subscriber);
      return Faults.unchecked(
          () ->
              Notice.telling(
                  notice, () -> transaction.during(limits.time(), () -> engine.execute(request))));
    } finally {
      requestContext.terminate();
    }
  }

  /** The field itself was refused. */
  static boolean refuses(ExecutionResult result) {
    return result.getErrors().stream()
        .anyMatch(
            error ->
                !(error instanceof NonNullableFieldWasNullError)
                    && error.getPath() != null
                    && error.getPath().size() == 1);
  }

  /** There was no notice, or none for this subscriber: the field itself is null. */
  static boolean saysNothing(ExecutionResult result) {
    return !result.getErrors().isEmpty()
        && result.getErrors().stream()
            .allMatch(
                error ->
                    error instanceof NonNullableFieldWasNullError missing
                        && missing.getPath().size() == 1);
  }
}
