package io.keypulse.analysis;

import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Name;

@Name("AnswersQuality")
@Description(
    "How many answers bear a mark, as AnswerQuality has them of each, and the figures without those that are worth a"
        + " look: their people count as silent. All other figures are of all answers.")
public record AnswersQualityView(
    @Description("All answers, those without an opinion too.") int answered,
    @Description("The same answer to every question, of four at least.") int straightLines,
    @Description(
            "In less than 0.4 of the wave's median and 2 seconds a question; not where the time is unknown, as on the"
                + " telephone.")
        int fast,
    @Description("Worth a look: a straight line, fast, and without a word.") int check,
    @Description("Somewhat or extremely, without the answers that are worth a look.")
        ShareResult dissatisfiedWithoutCheck,
    @Description("Very or overall, without the answers that are worth a look.")
        ShareResult satisfiedWithoutCheck)
    implements AnswersQualityResult {}
