package io.keypulse.staff;

import io.keypulse.platform.Change;
import io.keypulse.platform.ExternalId;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
class Employees implements PanacheRepositoryBase<Employee, Integer> {
  @Inject Session session;
  @Inject DataSource database;

  record Known(int id, String source, String externalId) {}

  record SigningIn(int id, String name) {}

  /** Asked at every request, before anybody has a right: one statement, outside any transaction. */
  Optional<SigningIn> signingIn(String email) {
    try (Connection connection = database.getConnection();
        PreparedStatement ask = connection.prepareStatement("select id, name from sign_in(?)")) {
      ask.setString(1, email);
      try (ResultSet row = ask.executeQuery()) {
        return row.next()
            ? Optional.of(new SigningIn(row.getInt(1), row.getString(2)))
            : Optional.empty();
      }
    } catch (SQLException fault) {
      throw new IllegalStateException("The database does not answer", fault);
    }
  }

  Optional<Employee> topOfLine() {
    return find("managerId is null and active order by id").firstResultOptional();
  }

  List<Employee> byIds(Collection<Integer> ids) {
    return list("id in ?1", ids);
  }

  List<Employee> page(String afterName, int afterId, int limit) {
    return find("(name, id) > (?1, ?2) order by name, id", afterName, afterId)
        .range(0, limit - 1)
        .list();
  }

  List<Known> known(List<ExternalId> ids) {
    return session
        .createNativeQuery(
            """
            select e.id, e.source, e.external_id
            from unnest(cast(:sources as text[]), cast(:ids as text[])) as asked (source, external_id)
            join employee e using (source, external_id)
            """,
            Known.class)
        .setParameter("sources", ids.stream().map(ExternalId::source).toArray(String[]::new))
        .setParameter("ids", ids.stream().map(ExternalId::value).toArray(String[]::new))
        .getResultList();
  }

  List<Change.Put> put(List<StaffRegister.Row> rows, List<@Nullable Integer> managerIds) {
    return session
        .createNativeQuery(
            """
            with put as (
              insert into employee as e (source, external_id, name, email, position, function, manager_id, active)
              select * from unnest(
                cast(:sources as text[]), cast(:ids as text[]), cast(:names as text[]), cast(:emails as text[]),
                cast(:positions as text[]), cast(:functions as text[]), cast(:managers as int[]),
                cast(:actives as boolean[]))
              on conflict (source, external_id) do update set
                name = excluded.name, email = excluded.email, position = excluded.position,
                function = excluded.function, manager_id = excluded.manager_id, active = excluded.active
              where (e.name, e.email, e.position, e.function, e.manager_id, e.active)
                is distinct from (excluded.name, excluded.email, excluded.position, excluded.function,
                  excluded.manager_id, excluded.active)
              returning source, external_id, xmax = 0 as created)
            select source, external_id, created from put
            """,
            Change.Put.class)
        .setParameter("sources", rows.stream().map(r -> r.id().source()).toArray(String[]::new))
        .setParameter("ids", rows.stream().map(r -> r.id().value()).toArray(String[]::new))
        .setParameter("names", rows.stream().map(StaffRegister.Row::name).toArray(String[]::new))
        .setParameter("emails", rows.stream().map(StaffRegister.Row::email).toArray(String[]::new))
        .setParameter(
            "positions", rows.stream().map(StaffRegister.Row::position).toArray(String[]::new))
        .setParameter(
            "functions", rows.stream().map(StaffRegister.Row::function).toArray(String[]::new))
        .setParameter("managers", managerIds.toArray(Integer[]::new))
        .setParameter(
            "actives", rows.stream().map(StaffRegister.Row::active).toArray(Boolean[]::new))
        .getResultList();
  }
}
