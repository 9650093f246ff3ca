package io.keypulse.followup;

import io.keypulse.platform.Nearest;
import io.keypulse.platform.Refused;
import io.keypulse.platform.Text;
import io.keypulse.staff.Wording;
import io.keypulse.survey.Aspect;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Input;
import org.eclipse.microprofile.graphql.NonNull;

@Input("FollowUpPolicySetInput")
public record FollowUpPolicySet(
    @Description("Business hours until a case has to be acknowledged, 1 to 1000.")
        int acknowledgeHours,
    @Description("Business hours until the customer has to be spoken to, 1 to 1000.")
        int contactHours,
    @Description("Business days until it has to be resolved, 1 to 250.") int resolveDays,
    @Description("Business hours that each person up the line has, 1 to 1000.") int climbHours,
    @Description("Days that the customer has to say whether it is mended, 1 to 90.") int proofDays,
    @Description("Which function answers for which aspect; others go to the account manager.")
        List<@NonNull Route> routes,
    int expectedVersion) {
  private static final int MOST_HOURS = 1000;
  private static final int MOST_DAYS = 250;
  private static final int MOST_PROOF_DAYS = 90;
  private static final int LONGEST = 50;

  @Input("FollowUpRouteInput")
  public record Route(
      Aspect aspect,
      @Description("One that somebody has, for example LOGISTICS, in whatever case.")
          String function) {}

  /**
   * @throws Refused INVALID, naming the part
   */
  FollowUpPolicySet checked() {
    within("acknowledgeHours", acknowledgeHours, MOST_HOURS);
    within("contactHours", contactHours, MOST_HOURS);
    within("resolveDays", resolveDays, MOST_DAYS);
    within("climbHours", climbHours, MOST_HOURS);
    within("proofDays", proofDays, MOST_PROOF_DAYS);
    if (acknowledgeHours > contactHours) {
      throw Refused.invalid("contactHours", "Write at least as much as acknowledgeHours.");
    }
    return this;
  }

  /**
   * @param known functions that somebody has, or that the policy names already
   */
  Map<Aspect, String> checkedRoutes(Collection<String> known) {
    Map<Aspect, String> functions = new EnumMap<>(Aspect.class);
    for (Route route : routes) {
      String function = Wording.function(Text.line("routes", route.function(), LONGEST));
      if (!known.contains(function)) {
        throw Refused.invalid(
            "routes",
            "Nobody has the function %s.%s".formatted(function, Nearest.advice(function, known)));
      }
      if (functions.put(route.aspect(), function) != null) {
        throw Refused.invalid("routes", "Name each aspect once.");
      }
    }
    return functions;
  }

  private static void within(String field, int value, int most) {
    if (value < 1 || value > most) {
      throw Refused.invalid(field, "Write 1 to " + most + ".");
    }
  }
}
