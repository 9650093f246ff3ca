package io.keypulse.analysis;

import io.keypulse.survey.Aspect;
import io.keypulse.survey.Satisfaction;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Ignore;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;

@Name("Dissatisfaction")
@Description("Who is dissatisfied in one wave, over the accounts this viewer sees.")
public record DissatisfactionView(
    @Description("People who could have been drawn.") int population,
    int drawn,
    int answered,
    @Description("answered / drawn, 0 to 1; absent when nobody was drawn.")
        Optional<Double> responseRate,
    @Description("All five answers, most satisfied first.") List<@NonNull Point> distribution,
    EstimateView dissatisfied,
    @Description("In the order of the page.") List<@NonNull AspectDissatisfaction> byAspect,
    @Description("Accounts with an answer, most dissatisfied people first; the first 100.")
        List<@NonNull AccountDissatisfaction> byAccount,
    @Ignore int waveKey) {

  @Name("SatisfactionCount")
  public record Point(Satisfaction answer, int count) {}

  @Name("AspectDissatisfaction")
  public record AspectDissatisfaction(
      Aspect aspect, Aspect.Level level, int answered, EstimateView dissatisfied) {}

  @Name("AccountDissatisfaction")
  public record AccountDissatisfaction(
      int answered, EstimateView dissatisfied, @Ignore int accountKey) {}
}
