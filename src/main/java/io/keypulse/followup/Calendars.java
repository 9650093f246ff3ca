package io.keypulse.followup;

import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toMap;

import io.keypulse.platform.Channel;
import io.keypulse.survey.Holidays;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/** Business hours by country, and with its holidays. */
@ApplicationScoped
class Calendars {
  /** Every country without hours of its own. */
  static final String ELSEWHERE = "ZZ";

  private static final String HOURS =
      """
      select id, country, time_zone, cast(opens as text) as opens, cast(closes as text) as closes,
        array_to_string(days, ',') as days, version
      """;

  @Inject Session session;
  @Inject Holidays holidays;

  /** Days from 1, Monday, parted by commas. */
  record Hours(
      int id,
      String country,
      String timeZone,
      String opens,
      String closes,
      String days,
      int version) {
    List<DayOfWeek> weekdays() {
      return Arrays.stream(days.split(",", -1)).map(Integer::valueOf).map(DayOfWeek::of).toList();
    }
  }

  private record Country(int accountId, String country) {}

  /** The time in which an account's people are served, from this day on. */
  BusinessTime ofAccount(int accountId, LocalDate from) {
    return Objects.requireNonNull(ofAccounts(List.of(accountId), from).get(accountId));
  }

  /** The same of many accounts. */
  Map<Integer, BusinessTime> ofAccounts(Collection<Integer> accountIds, LocalDate from) {
    Map<String, Hours> hours = hours().stream().collect(toMap(Hours::country, one -> one));
    Map<Integer, String> countries =
        session
            .createNativeQuery(
                "select id as account_id, country from account where id = any (cast(:accounts as int[]))",
                Country.class)
            .setParameter("accounts", accountIds.toArray(Integer[]::new))
            .getResultList()
            .stream()
            .collect(toMap(Country::accountId, Country::country));
    Map<Integer, Set<LocalDate>> daysOff = holidays.ofAccounts(accountIds, from.minusDays(2));
    Map<Integer, BusinessTime> times = new HashMap<>();
    countries.forEach(
        (account, country) ->
            times.put(
                account,
                time(
                    hours.containsKey(country) ? hours.get(country) : hours.get(ELSEWHERE),
                    daysOff.getOrDefault(account, Set.of()))));
    return times;
  }

  private static BusinessTime time(@Nullable Hours hours, Set<LocalDate> holidays) {
    Hours known = Objects.requireNonNull(hours);
    return new BusinessTime(
        ZoneId.of(known.timeZone()),
        LocalTime.parse(known.opens()),
        LocalTime.parse(known.closes()),
        known.weekdays().stream().collect(toCollection(() -> EnumSet.noneOf(DayOfWeek.class))),
        holidays);
  }

  List<Hours> hours() {
    return session
        .createNativeQuery(HOURS + "from business_hours order by country", Hours.class)
        .getResultList();
  }

  /** Nothing when the hours of this country are at another version; 0 stands for none yet. */
  Optional<Hours> set(
      String country,
      ZoneId zone,
      LocalTime opens,
      LocalTime closes,
      List<DayOfWeek> days,
      int expectedVersion) {
    return session
        .createNativeQuery(
            """
            with put as (
              insert into business_hours as h (country, time_zone, opens, closes, days, channel)
              select :country, :zone, cast(:opens as time), cast(:closes as time), cast(:days as int[]), :channel
              where :expected = 0 or exists (select from business_hours where country = :country)
              on conflict (country) do update set time_zone = excluded.time_zone, opens = excluded.opens,
                closes = excluded.closes, days = excluded.days, channel = excluded.channel
              where h.version = :expected
              returning *)
            """
                + HOURS
                + "from put",
            Hours.class)
        .setParameter("country", country)
        .setParameter("zone", zone.getId())
        .setParameter("opens", opens.toString())
        .setParameter("closes", closes.toString())
        .setParameter("days", days.stream().map(DayOfWeek::getValue).toArray(Integer[]::new))
        .setParameter("channel", Channel.MANUAL.name())
        .setParameter("expected", expectedVersion)
        .uniqueResultOptional();
  }

  /** The version of the hours of a country, 0 where it has none of its own. */
  int version(String country) {
    return hours().stream()
        .filter(hours -> hours.country().equals(country))
        .mapToInt(Hours::version)
        .findFirst()
        .orElse(0);
  }
}
