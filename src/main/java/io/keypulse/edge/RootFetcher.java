package io.keypulse.edge;

import graphql.schema.DataFetcher;
import graphql.schema.DataFetchingEnvironment;
import io.keypulse.platform.Selection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A field of the query itself. */
final class RootFetcher implements DataFetcher<@Nullable Object> {
  private final OperationCall call;

  RootFetcher(OperationCall call) {
    this.call = call;
  }

  @Override
  public @Nullable Object get(DataFetchingEnvironment environment) throws Exception {
    @Nullable Object value =
        Selection.during(
            new Selected(() -> environment),
            () -> call.call(null, call.arguments(environment.getArguments())));
    if (value != null) {
      Loads.CURRENT.get().cameTogether(List.of(value));
    }
    return Outputs.of(value);
  }
}
