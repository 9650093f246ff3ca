package io.keypulse.platform;

import io.smallrye.graphql.api.Context;

/** What the client asked for, so that nothing else is computed. */
public final class Selection {
  private Selection() {}

  public static boolean has(Context context, String field) {
    graphql.schema.DataFetchingEnvironment environment =
        context.unwrap(graphql.schema.DataFetchingEnvironment.class);
    return environment.getSelectionSet().contains(field);
  }
}
