package io.keypulse.analysis;

import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Ignore;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.jspecify.annotations.Nullable;

@Name("Parts")
@Description(
    "A scope by team, manager or segment: which part is in trouble, and which only looks so by chance. Each part is judged in the light"
        + " of all parts of the scope. Of everything that one request calls worse or better, at most a tenth is expected to be chance"
        + " (Benjamini and Hochberg; several breakdowns in one request have equal parts of the tenth).")
public record PartsView(
    PartKind of,
    @Description(
            "The worst first, by the probability to be worse; then those that are not judged, by name. No more than were asked for.")
        List<@NonNull Part> nodes,
    @Description("How many parts there are.") int parts,
    @Description("Parts in which nobody with an opinion has answered.") int withoutAnswers,
    @Description("Parts of which nothing is told, as their answers are confidential.") int withheld,
    @Description(
            "Mean share dissatisfied of the parts, 0 to 1, each counting once: what probabilityWorse means. Absent where none is judged.")
        Optional<Double> mean,
    @Description("How many parts were compared with all: those with ten answers or more.")
        int compared,
    @Description("How many of them stand as worse or better.") int standing)
    implements PartsResult {

  @Name("PartDirection")
  public enum Direction {
    @Description("More are dissatisfied than in the scope as a whole.")
    WORSE,
    @Description("Fewer are.")
    BETTER,
    CANNOT_TELL
  }

  @Name("PartDissatisfaction")
  public record Part(
      @Description("Of the team, its lead or the segment; empty for accounts that have none.")
          String name,
      @Description("As of the whole: people who could have been drawn.") int population,
      int drawn,
      int answered,
      @Description("As dissatisfaction says of this part by itself.") ShareResult dissatisfied,
      @Description(
              "Absent where nobody with an opinion has answered, where there is no other part, and where what single accounts say is"
                  + " confidential: how alike people of an account are is needed for it.")
          Optional<Judged> judged,
      @Ignore @Nullable Integer teamKey,
      @Ignore @Nullable Integer managerKey) {}

  @Name("PartJudged")
  public record Judged(
      @Description("From 1; equal ones share a place.") int place,
      @Description(
              "Shrunken share dissatisfied, 0 to 1: few answers are drawn towards the mean of the parts. People of one account count"
                  + " less than as many of several (Rao and Scott).")
          double share,
      @Description("Of the shrunken share, at 95 %.") double lowestShare,
      double highestShare,
      @Description("How much its own answers count in that, 0 to 1.") double ownWeight,
      @Description("The probability that its share is above the mean of the parts, 0 to 1.")
          double probabilityWorse,
      Direction direction,
      @Description(
              "How often chance takes as many answers of accounts like all of the scope as far from the mean, for all that the request"
                  + " compares; absent below ten answers, which are not compared.")
          Optional<Double> adjustedP) {}
}
