package io.keypulse.edge;

import graphql.schema.DataFetcher;
import graphql.schema.DataFetchingEnvironment;
import org.jspecify.annotations.Nullable;

/** A mutation: after it nothing that was loaded before holds any more. */
final class ChangeFetcher implements DataFetcher<@Nullable Object> {
  private final RootFetcher change;

  ChangeFetcher(OperationCall call) {
    this.change = new RootFetcher(call);
  }

  @Override
  public @Nullable Object get(DataFetchingEnvironment environment) throws Exception {
    Loads.CURRENT.get().forget();
    @Nullable Object changed = change.get(environment);
    Loads.CURRENT.get().bounds().changed();
    return changed;
  }
}
