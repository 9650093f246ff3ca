package io.keypulse.directory;

import io.keypulse.platform.Page;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.List;
import org.hibernate.Session;

/** The statements that find teams. */
@ApplicationScoped
class TeamDirectory {
  @Inject Session session;

  /** A team and its place in the order asked for. */
  record Found(int id, String place) {}

  List<Found> page(TeamFilter filter, TeamOrder order, LocalDate today, Page page) {
    Keyset keyset = order.keyset();
    Conditions conditions = of(filter, today);
    if (page.after() != null) {
      conditions.add(keyset.after(page.after(), conditions));
    }
    return found(
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
    return found("select count(*)::int, '' from team t where " + conditions.where(), conditions)
        .getFirst()
        .id();
  }

  private static Conditions of(TeamFilter filter, LocalDate today) {
    Conditions conditions = new Conditions();
    conditions.add("t.id > 0");
    filter.narrow(conditions, "t.id", "filter", today);
    return conditions;
  }

  private List<Found> found(String statement, Conditions conditions) {
    return session
        .createNativeQuery(
            """
            select f.id, f.place
            from found_teams(:statement, cast(:given as text[])) with ordinality as f (id, place, nr) order by f.nr
            """,
            Found.class)
        .setParameter("statement", statement)
        .setParameter("given", conditions.given().toArray(String[]::new))
        .getResultList();
  }
}
