package io.keypulse.followup;

import io.keypulse.platform.Direction;
import io.smallrye.graphql.api.Nullable;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Input;
import org.eclipse.microprofile.graphql.Name;

@Input("FollowUpOrder")
@Description("In which order.")
public record FollowUpOrder(
    Field field,
    @Nullable
        @Description("DESC, the newest first, unless said.")
        @org.jspecify.annotations.Nullable
        Direction direction) {
  static final FollowUpOrder NEWEST_FIRST = new FollowUpOrder(Field.OPENED_AT, Direction.DESC);

  @Name("FollowUpOrderField")
  public enum Field {
    OPENED_AT
  }

  boolean descends() {
    return direction != Direction.ASC;
  }
}
