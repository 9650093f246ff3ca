package io.keypulse.directory;

import io.keypulse.platform.Direction;
import io.smallrye.graphql.api.Nullable;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Input;
import org.eclipse.microprofile.graphql.Name;

@Input("TeamOrder")
@Description("In which order.")
public record TeamOrder(
    Field field,
    @Nullable
        @Description("ASC for NAME unless said, DESC for all others.")
        @org.jspecify.annotations.Nullable
        Direction direction) {
  static final TeamOrder BY_NAME = new TeamOrder(Field.NAME, null);

  @Name("TeamOrderField")
  @Description("What a list of teams is ordered by; teams that agree in it, by name.")
  public enum Field {
    NAME,
    @Description("How many living accounts of it this viewer sees.")
    ACCOUNT_COUNT,
    @Description("How many people are in it today.")
    MEMBER_COUNT,
    @Description("When the present state of the team was recorded.")
    RECORDED_AT;

    private List<Keyset.Column> columns() {
      Keyset.Column name = new Keyset.Column("t.name", "text");
      return switch (this) {
        case NAME -> List.of(name);
        case ACCOUNT_COUNT, MEMBER_COUNT -> List.of(new Keyset.Column("n.number", "bigint"), name);
        case RECORDED_AT -> List.of(new Keyset.Column("t.recorded_at", "timestamptz"));
      };
    }

    /** Where its columns come from. */
    String from() {
      return switch (this) {
        case NAME, RECORDED_AT -> "team t";
        case ACCOUNT_COUNT ->
            "team t cross join lateral (select count(*) as number from account a where a.team_id = t.id and a.archived_at is null) n";
        case MEMBER_COUNT ->
            "team t cross join lateral (select count(distinct m.employee_id) as number from team_member m where m.team_id = t.id and m.valid @> today()) n";
      };
    }
  }

  Keyset keyset() {
    Direction usual = field == Field.NAME ? Direction.ASC : Direction.DESC;
    return new Keyset(
        field.columns(), "t.id", (direction == null ? usual : direction) == Direction.DESC);
  }
}
