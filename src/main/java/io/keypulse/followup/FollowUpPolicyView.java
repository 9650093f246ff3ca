package io.keypulse.followup;

import io.keypulse.survey.Aspect;
import io.keypulse.survey.Holidays;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;

@Name("FollowUpPolicy")
@Description("Until when what has to be done about a case, and who answers for what.")
public record FollowUpPolicyView(
    @Description("Business hours.") int acknowledgeHours,
    @Description("Business hours.") int contactHours,
    @Description("Business days.") int resolveDays,
    @Description("Business hours that each person up the line has.") int climbHours,
    @Description("Days that the customer has to say whether it is mended.") int proofDays,
    @Description("Which function answers for which aspect; others go to the account manager.")
        List<@NonNull Route> routes,
    int version) {
  @Name("FollowUpRoute")
  public record Route(Aspect aspect, String function) {}

  static FollowUpPolicyView of(
      FollowUpPolicies.Policy policy, List<FollowUpPolicies.Route> routes) {
    return new FollowUpPolicyView(
        policy.acknowledgeHours(),
        policy.contactHours(),
        policy.resolveDays(),
        policy.climbHours(),
        policy.proofDays(),
        routes.stream()
            .map(route -> new Route(Aspect.valueOf(route.aspect()), route.function()))
            .toList(),
        policy.version());
  }

  @Name("Weekday")
  public enum Weekday {
    MONDAY,
    TUESDAY,
    WEDNESDAY,
    THURSDAY,
    FRIDAY,
    SATURDAY,
    SUNDAY;

    static Weekday of(DayOfWeek day) {
      return valueOf(day.name());
    }

    DayOfWeek day() {
      return DayOfWeek.valueOf(name());
    }
  }

  @Name("BusinessHours")
  @Description("When people work, by the country of the account.")
  public record Hours(
      @Description("ISO 3166; ZZ: every country without hours of its own.") String country,
      @Description("IANA name.") String timeZone,
      @Description("For example 09:00.") String opens,
      String closes,
      List<@NonNull Weekday> days,
      int version) {
    static Hours of(Calendars.Hours hours) {
      return new Hours(
          hours.country(),
          hours.timeZone(),
          hours.opens().substring(0, 5),
          hours.closes().substring(0, 5),
          hours.weekdays().stream().map(Weekday::of).toList(),
          hours.version());
    }
  }

  @Name("Holiday")
  public record Holiday(LocalDate day, String name) {
    static Holiday of(Holidays.Holiday holiday) {
      return new Holiday(holiday.day(), holiday.name());
    }
  }
}
