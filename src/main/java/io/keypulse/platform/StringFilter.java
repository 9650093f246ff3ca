package io.keypulse.platform;

import io.smallrye.graphql.api.Nullable;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Input;
import org.eclipse.microprofile.graphql.NonNull;

@Input("StringFilter")
@Description("Which values; every part given narrows.")
public record StringFilter(
    @Nullable @Description("This one.") @org.jspecify.annotations.Nullable String eq,
    @Nullable
        @Description("One of these, at most 100; none when empty.")
        @org.jspecify.annotations.Nullable
        List<@NonNull String> in) {

  /**
   * The values that are left; nothing when all are.
   *
   * @throws Refused INVALID naming the part of this field that cannot be compared with
   */
  public Optional<List<String>> values(String field) {
    return Choice.of(field, eq, in);
  }
}
