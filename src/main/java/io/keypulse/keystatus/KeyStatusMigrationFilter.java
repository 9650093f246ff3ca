package io.keypulse.keystatus;

import io.smallrye.graphql.api.Nullable;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Input;
import org.eclipse.microprofile.graphql.NonNull;

@Input("KeyStatusMigrationFilter")
public record KeyStatusMigrationFilter(
    @Nullable @org.jspecify.annotations.Nullable KindFilter kind) {

  @Input("KeyMoveFilter")
  @Description("Which kinds; every part given narrows.")
  public record KindFilter(
      @Nullable @org.jspecify.annotations.Nullable KeyMove eq,
      @Nullable @org.jspecify.annotations.Nullable List<@NonNull KeyMove> in) {}

  static Set<KeyMove> kinds(@org.jspecify.annotations.Nullable KeyStatusMigrationFilter filter) {
    Set<KeyMove> kinds = EnumSet.allOf(KeyMove.class);
    if (filter != null && filter.kind != null) {
      if (filter.kind.eq != null) {
        kinds.retainAll(Set.of(filter.kind.eq));
      }
      if (filter.kind.in != null) {
        kinds.retainAll(filter.kind.in);
      }
    }
    return kinds;
  }
}
