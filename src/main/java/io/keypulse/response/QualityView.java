package io.keypulse.response;

import io.keypulse.stats.Outcome;
import io.keypulse.stats.ResponseQuality;
import io.keypulse.survey.Satisfaction;
import java.util.Optional;
import java.util.stream.IntStream;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Name;

@Name("AnswerQuality")
@Description(
    "How an answer was given, as marks. Nothing is left out of a figure for them: who is content with everything draws a"
        + " straight line too.")
public record QualityView(
    @Description("Questions that were answered, the overall one among them.") int items,
    @Description("The longest run of the same answer, in the order of the page.") int longestRun,
    @Description("The same answer to every question, of four at least.") boolean straightLine,
    @Description(
            "Seconds over the median of the wave's answers that this viewer sees; absent where the time is unknown.")
        Optional<Double> speedShare,
    @Description(
            "Worth a look: a straight line, in less than 0.4 of the median and 2 seconds a question, without a word.")
        boolean check) {
  /**
   * @param median seconds of the wave; nothing where nobody's time is known
   */
  static QualityView of(AnswerView answer, Optional<Double> median) {
    int[] scores =
        IntStream.concat(
                IntStream.of(answer.overall().score),
                answer.ratings().stream()
                    .map(AnswerView.Rating::answer)
                    .mapToInt((Satisfaction said) -> said.score))
            .toArray();
    boolean timed = answer.seconds().isPresent() && median.filter(some -> some > 0).isPresent();
    double seconds = timed ? answer.seconds().orElseThrow() : 1;
    Outcome<ResponseQuality.Marks> marks =
        ResponseQuality.marks(scores, seconds, timed ? median.orElseThrow() : 1);
    boolean line =
        scores.length >= ResponseQuality.FEWEST_OF_A_LINE
            && marks.optional().filter(ResponseQuality.Marks::isStraightLine).isPresent();
    return new QualityView(
        scores.length,
        marks.optional().map(ResponseQuality.Marks::longestRun).orElse(1),
        line,
        marks.optional().filter(known -> timed).map(ResponseQuality.Marks::speedShare),
        line
            && timed
            && marks
                .optional()
                .filter(
                    known -> ResponseQuality.toCheck(known, scores.length, seconds, answer.wordy()))
                .isPresent());
  }
}
