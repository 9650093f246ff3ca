package io.keypulse.directory;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import org.hibernate.Session;

/** Runs statements that find teams and employees, with the rights of the viewer. */
@ApplicationScoped
class FoundIds {
  @Inject Session session;

  /** A row and its place in the order asked for. */
  record Found(int id, String place) {}

  List<Found> by(String statement, Conditions conditions) {
    return session
        .createNativeQuery(
            """
            select f.id, f.place
            from found_ids(:statement, cast(:given as text[])) with ordinality as f (id, place, nr) order by f.nr
            """,
            Found.class)
        .setParameter("statement", statement)
        .setParameter("given", conditions.given().toArray(String[]::new))
        .getResultList();
  }

  int number(String from, Conditions conditions) {
    return by("select count(*)::int, '' from " + from, conditions).getFirst().id();
  }
}
