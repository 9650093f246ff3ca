package io.keypulse.wave;

import io.keypulse.survey.Delivery;
import io.keypulse.survey.PlanParts;
import io.keypulse.survey.Population;
import io.keypulse.survey.SamplingParts;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Input;
import org.eclipse.microprofile.graphql.NonNull;
import org.jspecify.annotations.Nullable;

@Input("SurveyPlanPreviewInput")
@Description(
    "A program as it is, or as it would be with these parts; without a program, a new one.")
public record SurveyPlanPreview(
    @io.smallrye.graphql.api.Nullable @Id @Nullable String programId,
    @io.smallrye.graphql.api.Nullable Population.@Nullable Filter population,
    @io.smallrye.graphql.api.Nullable @Description("1 to 100,000.") @Nullable Integer sampleSize,
    @io.smallrye.graphql.api.Nullable @Nullable SamplingParts sampling,
    @io.smallrye.graphql.api.Nullable
        @Description("Of a new program e-mail when left out; or say it in delivery.")
        @Nullable List<Delivery.@NonNull Channel> channels,
    @io.smallrye.graphql.api.Nullable
        @Description(
            "As for surveyProgramCreate: of a new program e-mail without reminders where left out.")
        Delivery.@Nullable Parts delivery,
    @io.smallrye.graphql.api.Nullable
        @Description("Weeks between two waves, 1 to 520; of a new program 13 when left out.")
        @Nullable Integer weeks,
    @io.smallrye.graphql.api.Nullable
        @Description(
            "Five fields, instead of weeks: minute hour day month weekday, in the time zone of the program.")
        @Nullable String cron,
    @io.smallrye.graphql.api.Nullable
        @Description("Days to answer, 1 to 90; of a new program 30 when left out.")
        @Nullable Integer daysToAnswer,
    @io.smallrye.graphql.api.Nullable
        @Description("How many unhappy contacts to look for; 1 when left out.")
        @Nullable Integer unhappy,
    @io.smallrye.graphql.api.Nullable
        @Description(
            "Today's share of dissatisfied, from which a change is to be told; 0.1 when left out.")
        @Nullable Double dissatisfied) {
  PlanParts parts() {
    return new PlanParts(
        population, sampleSize, sampling, channels, delivery, weeks, cron, daysToAnswer);
  }
}
