package io.keypulse.survey;

import io.keypulse.platform.Refused;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Input;
import org.eclipse.microprofile.graphql.NonNull;
import org.jspecify.annotations.Nullable;

@Input("SurveyProgramCreateInput")
@Description("A new program; it opens its first wave at the next time of its schedule.")
public record SurveyProgramCreate(
    String name,
    @Description("What the company wants to learn.") String objective,
    @io.smallrye.graphql.api.Nullable
        @Description("In the order of the page; all of the questionnaire when left out.")
        @Nullable List<@NonNull Aspect> aspects,
    @io.smallrye.graphql.api.Nullable
        @Description("Five fields: minute hour day month weekday. This or everyWeeks.")
        @Nullable String cron,
    @io.smallrye.graphql.api.Nullable EveryWeeks.@Nullable Choice everyWeeks,
    @Description("IANA name in which the schedule is read.") String timeZone,
    @io.smallrye.graphql.api.Nullable
        @Description("1 to 100,000 contacts. This, sampling.margin or a census.")
        @Nullable Integer sampleSize,
    @Description("1 to 90.") int daysToAnswer,
    @io.smallrye.graphql.api.Nullable @Description("Everybody at key accounts when left out.")
        Population.@Nullable Filter population,
    @io.smallrye.graphql.api.Nullable Delivery.@Nullable Parts delivery,
    @io.smallrye.graphql.api.Nullable @Nullable SamplingParts sampling,
    @io.smallrye.graphql.api.Nullable @Description("NAMED when left out.")
        Confidentiality.@Nullable Choice confidentiality,
    @io.smallrye.graphql.api.Nullable
        @Description(
            "0 to 720, 24 when left out: a wave that comes later than this waits for a person.")
        @Nullable Integer hoursLateAllowed,
    @io.smallrye.graphql.api.Nullable
        @Id
        @Description("The newest edition of the one that Keypulse brings when left out.")
        @Nullable String questionnaireId) {

  SurveyProgram program(Instant now) {
    SurveyProgram program = new SurveyProgram();
    ProgramTexts.name(program, name);
    ProgramTexts.objective(program, objective);
    ProgramTexts.aspects(program, aspects == null ? List.of(Aspect.values()) : aspects);
    program.timing.readIn(timeZone);
    if (cron != null && everyWeeks == null) {
      program.timing.runs(cron);
    } else if (everyWeeks != null && cron == null) {
      program.timing.runs(everyWeeks);
    } else {
      throw Refused.invalid("cron", "Say when it runs: by cron or by everyWeeks.");
    }
    Delivery plain = Delivery.plain(daysToAnswer).answeredWithin(daysToAnswer);
    program.delivery(delivery == null ? plain : delivery.over(plain));
    program.population(population == null ? Population.ALL : population.population());
    program.sampling(
        (sampling == null ? SamplingParts.NOTHING : sampling)
            .over(SamplingPlan.SIMPLE, sampleSize));
    program.confidentiality(
        confidentiality == null ? Confidentiality.NAMED : confidentiality.checked());
    if (hoursLateAllowed != null) {
      program.timing.allowLate(hoursLateAllowed);
    }
    program.createdAt = now;
    program.timing.begin(now);
    return program;
  }
}
