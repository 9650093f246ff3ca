package io.keypulse.followup;

import io.keypulse.account.ContactRole;
import io.keypulse.platform.Refused;
import io.keypulse.platform.Text;
import io.keypulse.survey.Aspect;
import io.keypulse.survey.Satisfaction;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Input;
import org.eclipse.microprofile.graphql.NonNull;
import org.jspecify.annotations.Nullable;

@Input("FollowUpRuleInput")
@Description("Which answers, or which silence, open a case; what is left out narrows nothing.")
public record FollowUpRuleInput(
    String name,
    FollowUpSign sign,
    @io.smallrye.graphql.api.Nullable
        @Description(
            "For OVERALL and ASPECT: this answer or a worse one; SOMEWHAT_DISSATISFIED when left out.")
        @Nullable Satisfaction level,
    @io.smallrye.graphql.api.Nullable @Description("For ASPECT: one of these; any when left out.")
        @Nullable List<@NonNull Aspect> aspects,
    @io.smallrye.graphql.api.Nullable
        @Description("Of people with one of these roles; of anybody when left out.")
        @Nullable List<@NonNull ContactRole> roles,
    @io.smallrye.graphql.api.Nullable
        @Description("For SILENCE: waves in a row, 1 to 8; 2 when left out.")
        @Nullable Integer times) {
  private static final int LONGEST_NAME = 100;
  private static final int MOST_TIMES = 8;
  private static final int USUAL_TIMES = 2;

  /**
   * @throws Refused INVALID, naming the part
   */
  FollowUpRuleInput checked() {
    checkedName();
    checkedAtMost();
    checkedAspects();
    checkedRoles();
    checkedTimes();
    return this;
  }

  String checkedName() {
    return Text.line("name", name, LONGEST_NAME);
  }

  @Nullable Integer checkedAtMost() {
    boolean scored = sign == FollowUpSign.OVERALL || sign == FollowUpSign.ASPECT;
    if (level != null && (!scored || !level.isDissatisfied())) {
      throw Refused.invalid(
          "level",
          "Choose SOMEWHAT_DISSATISFIED or EXTREMELY_DISSATISFIED, for OVERALL and ASPECT only.");
    }
    if (!scored) {
      return null;
    }
    return level == null ? Satisfaction.SOMEWHAT_DISSATISFIED.score : level.score;
  }

  String @Nullable [] checkedAspects() {
    return aspects == null
        ? null
        : names(
            "aspects",
            "Name aspects for the sign ASPECT only, at least one.",
            sign == FollowUpSign.ASPECT,
            aspects);
  }

  String @Nullable [] checkedRoles() {
    return roles == null ? null : names("roles", "Name at least one role.", true, roles);
  }

  @Nullable Integer checkedTimes() {
    if (times != null && (sign != FollowUpSign.SILENCE || times < 1 || times > MOST_TIMES)) {
      throw Refused.invalid("times", "Write 1 to " + MOST_TIMES + ", for SILENCE only.");
    }
    if (sign != FollowUpSign.SILENCE) {
      return null;
    }
    return times == null ? USUAL_TIMES : times;
  }

  private static String[] names(
      String field, String advice, boolean fits, List<? extends Enum<?>> chosen) {
    if (!fits || chosen.isEmpty()) {
      throw Refused.invalid(field, advice);
    }
    return chosen.stream().map(Enum::name).distinct().toArray(String[]::new);
  }
}
