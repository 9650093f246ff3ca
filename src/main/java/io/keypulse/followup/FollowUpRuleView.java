package io.keypulse.followup;

import io.keypulse.account.ContactRole;
import io.keypulse.platform.GlobalId;
import io.keypulse.survey.Aspect;
import io.keypulse.survey.Satisfaction;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Ignore;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.jspecify.annotations.Nullable;

@Name("FollowUpRule")
@Description("Which answers, or which silence, open a case.")
public record FollowUpRuleView(
    @Id String id,
    String name,
    FollowUpSign sign,
    @Description("For OVERALL and ASPECT: this answer or a worse one.")
        Optional<Satisfaction> level,
    @Description("For ASPECT: one of these; any where empty.") List<@NonNull Aspect> aspects,
    @Description("Of people with one of these roles; of anybody where empty.")
        List<@NonNull ContactRole> roles,
    @Description("For SILENCE: waves in a row.") Optional<Integer> times,
    @Description("Whether it opens cases.") boolean active,
    int version,
    @Ignore int key) {
  public static final String TYPE = "FollowUpRule";

  static FollowUpRuleView of(FollowUpRules.Rule rule) {
    return new FollowUpRuleView(
        GlobalId.of(TYPE, rule.id()),
        rule.name(),
        FollowUpSign.valueOf(rule.sign()),
        Optional.ofNullable(rule.atMost()).map(Satisfaction::of),
        names(rule.aspects(), Aspect::valueOf),
        names(rule.roles(), ContactRole::valueOf),
        Optional.ofNullable(rule.times()),
        rule.active(),
        rule.version(),
        rule.id());
  }

  private static <T> List<T> names(@Nullable String names, Function<String, T> of) {
    return names == null ? List.of() : Arrays.stream(names.split(",", -1)).map(of).toList();
  }

  @Name("FollowUpRulePreview")
  @Description("What a rule would have opened, over the accounts this viewer sees.")
  public record Preview(
      @Description(
              "Answers given in the period; for SILENCE people asked in waves that ended in it.")
          int looked,
      @Description("Of these, how many would have opened a case.") int cases,
      @Description("How many of those have one.") int casesThere,
      @Description("How many accounts they belong to.") int accounts,
      @Description("The newest first, 100 at most.") List<@NonNull Hit> newest) {}

  @Name("FollowUpRuleHit")
  public record Hit(
      @Description("When it was answered, or the wave ended without an answer.") OffsetDateTime at,
      @Description("The aspect that displeased most, where one did.") Optional<Aspect> aspect,
      @Description("Whether there is a case about it.") boolean caseThere,
      @Ignore int accountKey,
      @Ignore int contactKey,
      @Ignore int waveKey) {}
}
