package io.keypulse.edge;

import graphql.schema.DataFetcher;
import graphql.schema.DataFetchingEnvironment;
import io.keypulse.platform.Heard;
import io.keypulse.platform.Notice;
import io.keypulse.platform.Selection;
import io.smallrye.mutiny.Multi;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A subscription's field: computed once per notice of the database. Without a notice only its
 * arguments are checked.
 */
final class NoticeFetcher implements DataFetcher<@Nullable Object> {
  private final OperationCall call;

  NoticeFetcher(OperationCall call) {
    this.call = call;
  }

  /** The channel whose notices it tells of. */
  String channel() {
    return Objects.requireNonNull(call.annotation(Heard.class), "@Heard").value();
  }

  @Override
  public @Nullable Object get(DataFetchingEnvironment environment) throws Exception {
    List<@Nullable Object> arguments = call.arguments(environment.getArguments());
    if (!Notice.isThere() || (Notice.isFirst() && arguments.isEmpty())) {
      return null;
    }
    @Nullable Object told =
        Selection.during(
            new Selected(() -> environment),
            () -> {
              Multi<?> items = (Multi<?>) Objects.requireNonNull(call.call(null, arguments));
              return items.collect().first().await().indefinitely();
            });
    if (told != null) {
      Loads.CURRENT.get().cameTogether(List.of(told));
    }
    return Outputs.of(told);
  }
}
