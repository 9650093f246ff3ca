package io.keypulse.edge;

import graphql.schema.DataFetchingEnvironment;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.LightDataFetcher;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A field that one call computes for all siblings. */
final class BatchFetcher implements LightDataFetcher<@Nullable Object> {
  private final OperationCall call;
  private final List<@Nullable Object> noArguments;

  BatchFetcher(OperationCall call) {
    this.call = call;
    this.noArguments = call.hasArguments() ? List.of() : call.arguments(java.util.Map.of());
  }

  @Override
  public @Nullable Object get(
      GraphQLFieldDefinition field, Object source, Supplier<DataFetchingEnvironment> environment) {
    List<@Nullable Object> arguments =
        call.hasArguments() ? call.arguments(environment.get().getArguments()) : noArguments;
    return Outputs.of(
        Loads.CURRENT
            .get()
            .ask(
                this,
                arguments,
                source,
                sources -> Faults.unchecked(() -> answers(sources, arguments, environment))));
  }

  @Override
  public @Nullable Object get(DataFetchingEnvironment environment) {
    return get(
        environment.getFieldDefinition(),
        Objects.requireNonNull(environment.getSource()),
        () -> environment);
  }

  private List<? extends @Nullable Object> answers(
      List<Object> sources,
      List<@Nullable Object> arguments,
      Supplier<DataFetchingEnvironment> environment)
      throws Exception {
    return io.keypulse.platform.Selection.during(
        new Selected(environment),
        () -> (List<?>) Objects.requireNonNull(call.call(sources, arguments)));
  }
}
