package io.keypulse.report;

import io.keypulse.analysis.DissatisfactionView;
import io.keypulse.survey.Satisfaction;
import java.util.List;

/** How many gave each of the five answers. */
record Five(int extremely, int somewhat, int overall, int very, int noOpinion) {
  static Five of(List<DissatisfactionView.Point> points) {
    return new Five(
        count(points, Satisfaction.EXTREMELY_DISSATISFIED),
        count(points, Satisfaction.SOMEWHAT_DISSATISFIED),
        count(points, Satisfaction.SATISFIED_OVERALL),
        count(points, Satisfaction.VERY_SATISFIED),
        count(points, Satisfaction.NO_OPINION));
  }

  private static int count(List<DissatisfactionView.Point> points, Satisfaction answer) {
    return points.stream()
        .filter(point -> point.answer() == answer)
        .mapToInt(DissatisfactionView.Point::count)
        .sum();
  }
}
