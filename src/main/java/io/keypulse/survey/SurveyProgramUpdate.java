package io.keypulse.survey;

import io.keypulse.platform.Channel;
import io.keypulse.platform.Refused;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Input;
import org.eclipse.microprofile.graphql.NonNull;
import org.jspecify.annotations.Nullable;

@Input("SurveyProgramUpdateInput")
@Description(
    "Changes the parts that are given, from the next wave on; waves that are open stay as they were drawn.")
public record SurveyProgramUpdate(
    @Id String id,
    int expectedVersion,
    @io.smallrye.graphql.api.Nullable @Nullable String name,
    @io.smallrye.graphql.api.Nullable @Nullable String objective,
    @io.smallrye.graphql.api.Nullable @Nullable List<@NonNull Aspect> aspects,
    @io.smallrye.graphql.api.Nullable @Nullable String cron,
    @io.smallrye.graphql.api.Nullable EveryWeeks.@Nullable Choice everyWeeks,
    @io.smallrye.graphql.api.Nullable @Nullable String timeZone,
    @io.smallrye.graphql.api.Nullable @Nullable Integer sampleSize,
    @io.smallrye.graphql.api.Nullable @Nullable Integer daysToAnswer,
    @io.smallrye.graphql.api.Nullable @Description("Replaces the whole filter.")
        Population.@Nullable Filter population,
    @io.smallrye.graphql.api.Nullable Delivery.@Nullable Parts delivery,
    @io.smallrye.graphql.api.Nullable @Nullable SamplingParts sampling,
    @io.smallrye.graphql.api.Nullable Confidentiality.@Nullable Choice confidentiality,
    @io.smallrye.graphql.api.Nullable @Nullable Integer hoursLateAllowed,
    @io.smallrye.graphql.api.Nullable @Id @Nullable String questionnaireId) {

  void applyTo(SurveyProgram program, Instant now) {
    if (name != null) {
      ProgramTexts.name(program, name);
    }
    if (objective != null) {
      ProgramTexts.objective(program, objective);
    }
    if (aspects != null) {
      ProgramTexts.aspects(program, aspects);
    }
    reschedule(program.timing, now);
    Delivery spoken = program.delivery();
    if (daysToAnswer != null) {
      spoken = spoken.answeredWithin(daysToAnswer);
    }
    program.delivery(delivery == null ? spoken : delivery.over(spoken));
    if (population != null) {
      program.population(population.population());
    }
    program.sampling(
        (sampling == null ? SamplingParts.NOTHING : sampling).over(program.sampling(), sampleSize));
    if (confidentiality != null) {
      program.confidentiality(confidentiality.checked());
    }
    if (hoursLateAllowed != null) {
      program.timing.allowLate(hoursLateAllowed);
    }
    program.channel = Channel.MANUAL;
  }

  private void reschedule(ProgramTiming timing, Instant now) {
    if (cron != null && everyWeeks != null) {
      throw Refused.invalid("cron", "Say when it runs: by cron or by everyWeeks.");
    }
    if (timeZone != null) {
      timing.readIn(timeZone);
    }
    if (cron != null) {
      timing.runs(cron);
    } else if (everyWeeks != null) {
      timing.runs(everyWeeks);
    }
    if (timeZone != null || cron != null || everyWeeks != null) {
      timing.begin(now);
    }
  }
}
