package io.keypulse.followup;

import io.keypulse.platform.CurrentViewer;
import io.keypulse.platform.Period;
import io.keypulse.platform.Refused;
import io.keypulse.platform.Text;
import io.keypulse.survey.Holidays;
import io.keypulse.team.TeamRegister;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Input;
import org.eclipse.microprofile.graphql.Mutation;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Query;
import org.jspecify.annotations.Nullable;

@GraphQLApi
public class FollowUpPolicyApi {
  private static final int MOST_HOLIDAYS = 100;
  private static final int LONGEST_NAME = 100;
  private static final int EARLIEST_YEAR = 1900;
  private static final int LATEST_YEAR = 2199;
  private static final Duration SHORTEST_DAY = Duration.ofHours(1);

  @Inject FollowUpPolicies policies;
  @Inject Calendars calendars;
  @Inject Holidays holidays;
  @Inject TeamRegister teams;
  @Inject CurrentViewer viewer;

  @Input("BusinessHoursSetInput")
  public record HoursSet(
      @Description("ISO 3166; ZZ: every country without hours of its own.") String country,
      @Description("IANA name.") String timeZone,
      @Description("For example 09:00.") String opens,
      @Description("At least an hour after opens, on the same day.") String closes,
      List<FollowUpPolicyView.@NonNull Weekday> days,
      @io.smallrye.graphql.api.Nullable
          @Description("Left out for a country that has no hours of its own yet.")
          @Nullable Integer expectedVersion) {}

  @Input("HolidayInput")
  public record HolidayIn(LocalDate day, String name) {}

  @Input("HolidaysSetInput")
  public record HolidaysSet(
      String country,
      int year,
      @Description("All of that year, 100 at most.") List<@NonNull HolidayIn> holidays) {}

  @Query("followUpPolicy")
  @Transactional
  public FollowUpPolicyView followUpPolicy() {
    viewer.require();
    return FollowUpPolicyView.of(policies.current(), policies.routes());
  }

  @Mutation("followUpPolicySet")
  @Description(
      "For administrators; replaces the whole policy. Deadlines that run already stay as they are. INVALID for a function that nobody has and that the policy does not name yet.")
  @Transactional
  public FollowUpPolicyView followUpPolicySet(FollowUpPolicySet input) {
    viewer.requireAdmin();
    FollowUpPolicySet checked = input.checked();
    return FollowUpPolicyView.of(
        policies
            .set(checked, checked.checkedRoutes(functions()))
            .orElseThrow(() -> Refused.conflict(policies.current().version())),
        policies.routes());
  }

  private Set<String> functions() {
    Set<String> functions = new TreeSet<>(teams.functions());
    policies.routes().forEach(route -> functions.add(route.function()));
    return functions;
  }

  @Query("businessHours")
  @Description("Of every country that has hours of its own, and of the others (ZZ).")
  @Transactional
  public List<FollowUpPolicyView.@NonNull Hours> businessHours() {
    viewer.require();
    return calendars.hours().stream().map(FollowUpPolicyView.Hours::of).toList();
  }

  @Mutation("businessHoursSet")
  @Description("For administrators. Deadlines that run already stay as they are.")
  @Transactional
  public FollowUpPolicyView.Hours businessHoursSet(HoursSet input) {
    viewer.requireAdmin();
    String country = country(input.country());
    LocalTime opens = time("opens", input.opens());
    LocalTime closes = time("closes", input.closes());
    if (Duration.between(opens, closes).compareTo(SHORTEST_DAY) < 0) {
      throw Refused.invalid("closes", "Write a time at least an hour after opens.");
    }
    if (input.days().isEmpty()) {
      throw Refused.invalid("days", "Name at least one day.");
    }
    return calendars
        .set(
            country,
            ZoneId.of(Text.timeZone("timeZone", input.timeZone())),
            opens,
            closes,
            input.days().stream().distinct().map(FollowUpPolicyView.Weekday::day).sorted().toList(),
            input.expectedVersion() == null ? 0 : input.expectedVersion())
        .map(FollowUpPolicyView.Hours::of)
        .orElseThrow(() -> Refused.conflict(calendars.version(country)));
  }

  @Query("holidays")
  @Description("On which nobody works in this country, by day.")
  @Transactional
  public List<FollowUpPolicyView.@NonNull Holiday> holidays(String country, Period period) {
    viewer.require();
    Period within = period.checked("period");
    return holidays.in(country(country), within.from(), within.to()).stream()
        .map(FollowUpPolicyView.Holiday::of)
        .toList();
  }

  @Mutation("holidaysSet")
  @Description("For administrators; replaces those of this country in this year.")
  @Transactional
  public List<FollowUpPolicyView.@NonNull Holiday> holidaysSet(HolidaysSet input) {
    viewer.requireAdmin();
    String country = Text.country("country", input.country());
    if (input.year() < EARLIEST_YEAR || input.year() > LATEST_YEAR) {
      throw Refused.invalid("year", "Write 1900 to 2199.");
    }
    List<Holidays.Holiday> given =
        input.holidays().stream()
            .map(
                one ->
                    new Holidays.Holiday(
                        country, one.day(), Text.line("holidays", one.name(), LONGEST_NAME)))
            .toList();
    boolean daysOnce = given.stream().map(Holidays.Holiday::day).distinct().count() == given.size();
    boolean inTheYear = given.stream().allMatch(one -> one.day().getYear() == input.year());
    if (!daysOnce || !inTheYear || given.size() > MOST_HOLIDAYS) {
      throw Refused.invalid("holidays", "Name each day of this year once, 100 at most.");
    }
    holidays.set(country, input.year(), given);
    return given.stream()
        .sorted((one, other) -> one.day().compareTo(other.day()))
        .map(FollowUpPolicyView.Holiday::of)
        .toList();
  }

  private static String country(String code) {
    return code.equals(Calendars.ELSEWHERE) ? code : Text.country("country", code);
  }

  private static LocalTime time(String field, String text) {
    try {
      return LocalTime.parse(text);
    } catch (DateTimeException unreadable) {
      throw Refused.invalid(field, "Write hours and minutes, for example 09:00.");
    }
  }
}
