package io.keypulse.survey;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hibernate.Session;

/**
 * Days on which nobody works, by country: for mails that come on business days only, and for the
 * deadlines of later rooms.
 */
@ApplicationScoped
public class Holidays {
  @Inject Session session;

  public record Holiday(String country, LocalDate day, String name) {}

  private record DayOff(int accountId, LocalDate day) {}

  /** From this day on, where these accounts are; those without any are absent. */
  public Map<Integer, Set<LocalDate>> ofAccounts(Collection<Integer> accountIds, LocalDate from) {
    return session
        .createNativeQuery(
            """
            select a.id as account_id, h.day from account a join holiday h on h.country = a.country
            where a.id = any (cast(:accounts as int[])) and h.day >= cast(:from as date)
            """,
            DayOff.class)
        .setParameter("accounts", accountIds.toArray(Integer[]::new))
        .setParameter("from", from)
        .getResultList()
        .stream()
        .collect(groupingBy(DayOff::accountId, mapping(DayOff::day, toSet())));
  }

  public List<Holiday> in(String country, LocalDate from, LocalDate to) {
    return session
        .createNativeQuery(
            """
            select country, day, name from holiday
            where country = :country and day between cast(:from as date) and cast(:to as date) order by day
            """,
            Holiday.class)
        .setParameter("country", country)
        .setParameter("from", from)
        .setParameter("to", to)
        .getResultList();
  }

  /** Those of a country in a year, in place of the ones before. */
  public void set(String country, int year, List<Holiday> holidays) {
    session
        .createNativeMutationQuery(
            "delete from holiday where country = :country and extract(year from day) = :year")
        .setParameter("country", country)
        .setParameter("year", year)
        .executeUpdate();
    session
        .createNativeMutationQuery(
            """
            insert into holiday (country, day, name)
            select :country, r.* from unnest(cast(:days as date[]), cast(:names as text[])) as r
            """)
        .setParameter("country", country)
        .setParameter("days", holidays.stream().map(Holiday::day).toArray(LocalDate[]::new))
        .setParameter("names", holidays.stream().map(Holiday::name).toArray(String[]::new))
        .executeUpdate();
  }
}
