package io.keypulse.edge;

import graphql.schema.DataFetcher;
import graphql.schema.DataFetchingEnvironment;
import io.keypulse.platform.Collisions;
import io.keypulse.platform.Selection;
import jakarta.transaction.Transactional;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A field of the query itself; a change that is one transaction outlasts collisions. */
final class RootFetcher implements DataFetcher<@Nullable Object> {
  private final OperationCall call;
  private final boolean isOneTransaction;

  RootFetcher(OperationCall call) {
    this.call = call;
    Transactional transaction = call.annotation(Transactional.class);
    isOneTransaction = transaction != null && transaction.value() == Transactional.TxType.REQUIRED;
  }

  @Override
  public @Nullable Object get(DataFetchingEnvironment environment) throws Exception {
    @Nullable Object value =
        Selection.during(
            new Selected(() -> environment),
            () ->
                isOneTransaction
                    ? Collisions.outlast(() -> called(environment))
                    : called(environment));
    if (value != null) {
      Loads.CURRENT.get().cameTogether(List.of(value));
    }
    return Outputs.of(value);
  }

  private @Nullable Object called(DataFetchingEnvironment environment) throws Exception {
    return call.call(null, call.arguments(environment.getArguments()));
  }
}
