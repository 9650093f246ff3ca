package io.keypulse.staff;

import io.keypulse.platform.Change;
import io.keypulse.platform.ExternalId;
import io.keypulse.platform.ReadAlready;
import io.keypulse.platform.Today;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.hibernate.Session;

@ApplicationScoped
class Employees implements PanacheRepositoryBase<Employee, Integer> {
  @Inject Session session;
  @Inject DataSource database;

  record Known(int id, String source, String externalId) {}

  record Gone(String source, String externalId, LocalDate day) {}

  record SigningIn(int id, String name, boolean active, Optional<LocalDate> joinedOn) {}

  /** Asked at every request, before anybody has a right: one statement, outside any transaction. */
  Optional<SigningIn> signingIn(String email) {
    try (Connection connection = database.getConnection();
        PreparedStatement ask =
            connection.prepareStatement("select id, name, active, joined_on from signing_in(?)")) {
      ask.setString(1, email);
      try (ResultSet row = ask.executeQuery()) {
        return row.next()
            ? Optional.of(
                new SigningIn(
                    row.getInt(1),
                    row.getString(2),
                    row.getBoolean(3),
                    Optional.ofNullable(row.getObject(4, LocalDate.class))))
            : Optional.empty();
      }
    } catch (SQLException fault) {
      throw new IllegalStateException("The database does not answer", fault);
    }
  }

  record Version(int id, int version) {}

  List<Employee> byIds(Collection<Integer> ids) {
    return ReadAlready.orByIds(session, Employee.class, ids);
  }

  /** Its present version, and nobody changes it until this transaction ends. */
  Optional<Integer> lockedVersion(int id) {
    return session
        .createNativeQuery(
            "select id, version from employee where id = :id for no key update", Version.class)
        .setParameter("id", id)
        .getResultList()
        .stream()
        .map(Version::version)
        .findFirst();
  }

  /** What belongs to an employee has changed, and so have they. */
  void touch(int id) {
    session
        .createNativeMutationQuery("update employee set version = version + 1 where id = :id")
        .setParameter("id", id)
        .executeUpdate();
  }

  int create(EmployeeCreate input, ExternalId externalId) {
    return session
        .createNativeQuery(
            """
            with made as (
              insert into employee (source, external_id, name, email, position, function, language, joined_on, channel)
              values (:source, :externalId, :name, :email, :position, :function, cast(:language as text),
                cast(:joinedOn as date), :channel)
              returning id, version)
            select id, version from made
            """,
            Version.class)
        .setParameter("source", externalId.source())
        .setParameter("externalId", externalId.value())
        .setParameter("name", input.checkedName())
        .setParameter("email", input.checkedEmail())
        .setParameter("position", input.checkedPosition())
        .setParameter("function", input.checkedFunction())
        .setParameter("language", input.checkedLanguage(), String.class)
        .setParameter("joinedOn", Today.checkedOrOpen("joinedOn", input.joinedOn()))
        .setParameter("channel", input.recordedChannel().name())
        .getSingleResult()
        .id();
  }

  /** Whatever is absent stays. */
  void update(int id, EmployeeUpdate input) {
    session
        .createNativeMutationQuery(
            """
            update employee set name = coalesce(cast(:name as text), name),
              email = coalesce(cast(:email as text), email),
              position = coalesce(cast(:position as text), position),
              function = coalesce(cast(:function as text), function),
              language = coalesce(cast(:language as text), language),
              joined_on = coalesce(cast(:joinedOn as date), joined_on),
              active = coalesce(cast(:leftOn as date) > today(), cast(:active as boolean), active),
              left_on = case
                when cast(:leftOn as date) is not null then cast(:leftOn as date)
                when cast(:active as boolean) and not active then null
                when not cast(:active as boolean) and active then today()
                else left_on end,
              channel = :channel
            where id = :id
            """)
        .setParameter("name", input.checkedName())
        .setParameter("email", input.checkedEmail())
        .setParameter("position", input.checkedPosition())
        .setParameter("function", input.checkedFunction())
        .setParameter("language", input.checkedLanguage())
        .setParameter("active", input.active())
        .setParameter("joinedOn", Today.checkedOrOpen("joinedOn", input.joinedOn()))
        .setParameter("leftOn", input.checkedLeftOn())
        .setParameter("channel", input.recordedChannel().name())
        .setParameter("id", id)
        .executeUpdate();
  }

  record Left(int id, LocalDate day) {}

  /** Those who have left, or said when they will; today where nobody knows since when. */
  List<Left> left(Collection<Integer> ids) {
    return session
        .createNativeQuery(
            """
            select id, coalesce(left_on, today()) as day from employee
            where id = any (cast(:ids as int[])) and (left_on is not null or not active)
            """,
            Left.class)
        .setParameter("ids", ids.toArray(Integer[]::new))
        .getResultList();
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

  /** Those of them who left before this day. */
  List<Gone> goneBefore(List<ExternalId> ids, LocalDate today) {
    return session
        .createNativeQuery(
            """
            select e.source, e.external_id, e.left_on as day
            from unnest(cast(:sources as text[]), cast(:ids as text[])) as asked (source, external_id)
            join employee e using (source, external_id)
            where not e.active and e.left_on < :today
            """,
            Gone.class)
        .setParameter("sources", ids.stream().map(ExternalId::source).toArray(String[]::new))
        .setParameter("ids", ids.stream().map(ExternalId::value).toArray(String[]::new))
        .setParameter("today", today)
        .getResultList();
  }

  /** Whether and how long somebody works here stays as it is where a row does not say. */
  List<Change.Put> put(List<StaffRegister.Row> rows) {
    return session
        .createNativeQuery(
            """
            with asked as (
              select r.source, r.external_id, r.name, r.email, r.position, r.function,
                coalesce(r.language, e.language) as language, coalesce(r.joined_on, e.joined_on) as joined_on,
                coalesce(r.left_on > today(), r.active, e.active, true) as active,
                case
                  when r.left_on is not null then r.left_on
                  when r.active and not e.active then null
                  when not r.active and e.active then today()
                  else e.left_on end as left_on
              from unnest(
                cast(:sources as text[]), cast(:ids as text[]), cast(:names as text[]), cast(:emails as text[]),
                cast(:positions as text[]), cast(:functions as text[]), cast(:actives as boolean[]),
                cast(:joinedOns as date[]), cast(:leftOns as date[]), cast(:languages as text[]))
                as r (source, external_id, name, email, position, function, active, joined_on, left_on, language)
              left join employee e on e.source = r.source and e.external_id = r.external_id),
            put as (
              insert into employee as e
                (source, external_id, name, email, position, function, language, joined_on, active, left_on)
              select source, external_id, name, email, position, function, language, joined_on, active, left_on from asked
              on conflict (source, external_id) do update set
                name = excluded.name, email = excluded.email, position = excluded.position,
                function = excluded.function, language = excluded.language, joined_on = excluded.joined_on, active = excluded.active,
                left_on = excluded.left_on, channel = excluded.channel
              where (e.name, e.email, e.position, e.function, e.language, e.joined_on, e.active, e.left_on)
                is distinct from (excluded.name, excluded.email, excluded.position, excluded.function,
                  excluded.language, excluded.joined_on, excluded.active, excluded.left_on)
              returning source, external_id, xmax = 0 as created)
            select source, external_id, created from put
            """,
            Change.Put.class)
        .setParameter("sources", rows.stream().map(r -> r.id().source()).toArray(String[]::new))
        .setParameter("ids", rows.stream().map(r -> r.id().value()).toArray(String[]::new))
        .setParameter("names", rows.stream().map(StaffRegister.Row::name).toArray(String[]::new))
        .setParameter("emails", rows.stream().map(StaffRegister.Row::email).toArray(String[]::new))
        .setParameter(
            "positions",
            rows.stream().map(r -> Wording.position(r.position())).toArray(String[]::new))
        .setParameter(
            "functions",
            rows.stream().map(r -> Wording.function(r.function())).toArray(String[]::new))
        .setParameter(
            "actives", rows.stream().map(StaffRegister.Row::active).toArray(Boolean[]::new))
        .setParameter(
            "joinedOns", rows.stream().map(StaffRegister.Row::joinedOn).toArray(LocalDate[]::new))
        .setParameter(
            "leftOns", rows.stream().map(StaffRegister.Row::leftOn).toArray(LocalDate[]::new))
        .setParameter(
            "languages", rows.stream().map(StaffRegister.Row::language).toArray(String[]::new))
        .getResultList();
  }
}
