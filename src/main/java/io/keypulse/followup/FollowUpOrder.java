package io.keypulse.followup;

import io.keypulse.platform.Direction;
import io.keypulse.platform.Refused;
import io.smallrye.graphql.api.Nullable;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Input;
import org.eclipse.microprofile.graphql.Name;

@Input("FollowUpOrder")
@Description("In which order.")
public record FollowUpOrder(
    Field field,
    @Nullable
        @Description(
            "Unless said DESC, the newest first, by OPENED_AT; and ASC, the next due first, by DUE_AT.")
        @org.jspecify.annotations.Nullable
        Direction direction) {
  static final FollowUpOrder NEWEST_FIRST = new FollowUpOrder(Field.OPENED_AT, Direction.DESC);

  @Name("FollowUpOrderField")
  public enum Field {
    OPENED_AT("openedAt"),
    @Description(
        "For filters with open: true or overdue: true, as nothing else is due; else INVALID.")
    DUE_AT("dueAt");

    final String attribute;

    Field(String attribute) {
      this.attribute = attribute;
    }
  }

  FollowUpOrder checked(FollowUpFilter filter) {
    if (field == Field.DUE_AT
        && !Boolean.TRUE.equals(filter.open())
        && !Boolean.TRUE.equals(filter.overdue())) {
      throw Refused.invalid(
          "orderBy", "Nothing is due where nobody has to act: ask for open: true in the filter.");
    }
    return this;
  }

  boolean descends() {
    return direction == null ? field == Field.OPENED_AT : direction == Direction.DESC;
  }

  Instant of(FollowUpView followUp) {
    return switch (field) {
      case OPENED_AT -> followUp.openedAt().toInstant();
      case DUE_AT -> followUp.dueAt().map(OffsetDateTime::toInstant).orElseThrow();
    };
  }
}
