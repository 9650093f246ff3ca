package io.keypulse.analysis;

import io.keypulse.survey.Satisfaction;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Ignore;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;

@Name("Dissatisfaction")
@Description(
    "Who is dissatisfied, over the accounts this viewer sees. Of several waves the newest answer of a person counts, at each"
        + " company where they have worked; what was answered in confidence counts wave by wave, as if other people had been asked in each, for whether a"
        + " later answer took its place would tell it.")
public record DissatisfactionView(
    @Description("How many waves are in it.") int waveCount,
    @Description("False when the group has companies that this viewer does not see.")
        boolean complete,
    @Description("People who could have been drawn; of several confidential waves, in each.")
        int population,
    int drawn,
    int answered,
    @Description("Of these, by telephone.") int answeredByPhone,
    @Description("Answers that say that they have no opinion; in no share.")
        Optional<Integer> noOpinion,
    @Description("All five answers, most satisfied first; empty where they are confidential.")
        List<@NonNull Point> distribution,
    @Description("Somewhat or extremely.") ShareResult dissatisfied,
    @Description("Very or overall.") ShareResult satisfied,
    @Description(
            "Every account of the frame counts once, by the part of its people who are dissatisfied. People are drawn, so that large"
                + " accounts are heard more likely: each that was heard counts by the inverse of its chance that any of its people is drawn,"
                + " which is 1 where everybody is asked.")
        ShareResult dissatisfiedAccounts,
    @Ignore Scope scope) {

  @Name("SatisfactionCount")
  public record Point(Satisfaction answer, int count) {}
}
