package io.keypulse.stats;

import java.util.ArrayList;
import java.util.List;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * Which terms mark the dissatisfied: weighted log-odds with an informative Dirichlet prior.
 *
 * <p>δ = log((y1+a)/(n1+A-y1-a)) - log((y2+a)/(n2+A-y2-a)); variance 1/(y1+a) + 1/(y2+a); z =
 * δ/√variance; y the answers that contain a term, n and A their sums and that of the prior a.
 * Source: Monroe, Colaresi and Quinn 2008, Political Analysis 16, equations 16 and 19 to 22.
 * Reference case 25.
 */
public final class MarkingTerms {
  private MarkingTerms() {}

  /**
   * @param dissatisfied answers of the dissatisfied that contain it
   * @param others answers of the others that do
   * @param prior what was expected before, above 0
   */
  public record Term(String text, double dissatisfied, double others, double prior) {
    public Term {
      if (!(dissatisfied >= 0 && others >= 0 && prior > 0)) {
        throw new IllegalArgumentException(
            "%s: %s, %s, %s".formatted(text, dissatisfied, others, prior));
      }
    }
  }

  /**
   * @param delta log-odds ratio, positive for terms of the dissatisfied
   * @param p two-sided, of z as a standard normal
   */
  public record Score(String text, double delta, double z, double p) {}

  /** In the order given; empty for fewer than two terms, which leave nothing to compare with. */
  public static List<Score> scores(List<Term> terms) {
    if (terms.size() < 2) {
      return List.of();
    }
    double n1 = terms.stream().mapToDouble(Term::dissatisfied).sum();
    double n2 = terms.stream().mapToDouble(Term::others).sum();
    double prior = terms.stream().mapToDouble(Term::prior).sum();
    NormalDistribution normal = NormalDistribution.of(0, 1);
    List<Score> scores = new ArrayList<>();
    for (Term term : terms) {
      double one = term.dissatisfied() + term.prior();
      double two = term.others() + term.prior();
      double delta = Math.log(one / (n1 + prior - one)) - Math.log(two / (n2 + prior - two));
      double z = delta / Math.sqrt(1 / one + 1 / two);
      scores.add(new Score(term.text(), delta, z, 2 * normal.survivalProbability(Math.abs(z))));
    }
    return List.copyOf(scores);
  }
}
