package io.keypulse.platform;

import io.smallrye.graphql.api.Nullable;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Input;
import org.eclipse.microprofile.graphql.NonNull;

@Input("IdFilter")
@Description("Which objects, by id; every part given narrows.")
public record IdFilter(
    @Nullable @Id @Description("This one.") @org.jspecify.annotations.Nullable String eq,
    @Nullable
        @Id
        @Description("One of these, at most 100; none when empty.")
        @org.jspecify.annotations.Nullable
        List<@NonNull String> in) {

  /**
   * The keys that are left; nothing when all are.
   *
   * @throws Refused INVALID naming the part of this field that is no id of this type
   */
  public Optional<List<Integer>> keys(String type, String field) {
    return Choice.of(field, eq, in)
        .map(ids -> ids.stream().map(id -> GlobalId.parseInt(type, id, field)).toList());
  }
}
