package io.keypulse.directory;

import io.keypulse.platform.Page;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.List;

/** The statements that find teams. */
@ApplicationScoped
class TeamDirectory {
  @Inject FoundIds found;

  List<FoundIds.Found> page(TeamFilter filter, TeamOrder order, LocalDate today, Page page) {
    Keyset keyset = order.keyset();
    Conditions conditions = of(filter, today);
    if (page.after() != null) {
      conditions.add(keyset.after(page.after(), conditions));
    }
    return found.by(
        "select t.id, %s from %s where %s order by %s limit %d"
            .formatted(
                keyset.place(),
                order.field().from(),
                conditions.where(),
                keyset.orderBy(),
                page.limit()),
        conditions);
  }

  int number(TeamFilter filter, LocalDate today) {
    Conditions conditions = of(filter, today);
    return found.number("team t where " + conditions.where(), conditions);
  }

  private static Conditions of(TeamFilter filter, LocalDate today) {
    Conditions conditions = new Conditions();
    conditions.add("t.id > 0");
    filter.narrow(conditions, "t.id", "filter", today);
    return conditions;
  }
}
