package io.keypulse.directory;

import io.keypulse.platform.Direction;
import io.smallrye.graphql.api.Nullable;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Input;
import org.eclipse.microprofile.graphql.Name;

@Input("AccountOrder")
@Description("In which order.")
public record AccountOrder(
    Field field,
    @Nullable
        @Description("ASC unless said; DESC for RELEVANCE and RECORDED_AT.")
        @org.jspecify.annotations.Nullable
        Direction direction) {

  @Name("AccountOrderField")
  @Description("What a list of accounts is ordered by; accounts that agree in it, by name.")
  public enum Field {
    NAME,
    COUNTRY,
    @Description("Accounts without a segment come before all others.")
    SEGMENT,
    @Description("When the present state of the account was recorded.")
    RECORDED_AT,
    @Description("How well it fits filter.search; the best first.")
    RELEVANCE;

    private List<Keyset.Column> columns() {
      Keyset.Column name = new Keyset.Column("a.name", "text");
      return switch (this) {
        case NAME -> List.of(name);
        case COUNTRY -> List.of(new Keyset.Column("a.country", "text"), name);
        case SEGMENT -> List.of(new Keyset.Column("a.segment", "text"), name);
        case RECORDED_AT -> List.of(new Keyset.Column("a.recorded_at", "timestamptz"));
        case RELEVANCE -> List.of(new Keyset.Column("h.relevance", "real"));
      };
    }

    private Direction usual() {
      return this == RECORDED_AT || this == RELEVANCE ? Direction.DESC : Direction.ASC;
    }
  }

  Keyset keyset() {
    return new Keyset(
        field.columns(), "a.id", (direction == null ? field.usual() : direction) == Direction.DESC);
  }
}
