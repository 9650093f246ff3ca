package io.keypulse.edge;

import graphql.schema.DataFetcher;
import graphql.schema.DataFetchingEnvironment;
import io.keypulse.platform.Selection;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A field that is computed from its object alone, without the database. */
final class OneByOneFetcher implements DataFetcher<@Nullable Object> {
  private final OperationCall call;
  private final boolean composite;

  OneByOneFetcher(OperationCall call, boolean composite) {
    this.call = call;
    this.composite = composite;
  }

  @Override
  public @Nullable Object get(DataFetchingEnvironment environment) throws Exception {
    Object source = Objects.requireNonNull(environment.getSource());
    @Nullable Object value =
        Selection.during(
            new Selected(() -> environment),
            () -> call.call(source, call.arguments(environment.getArguments())));
    if (composite && value != null) {
      Loads.CURRENT.get().cameTogether(List.of(value));
    }
    return Outputs.of(value);
  }
}
