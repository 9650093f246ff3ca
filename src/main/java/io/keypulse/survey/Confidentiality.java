package io.keypulse.survey;

import io.keypulse.platform.Refused;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Input;
import org.eclipse.microprofile.graphql.Name;
import org.jspecify.annotations.Nullable;

/**
 * What those who are asked are promised about who reads their answers. Fixed when they are drawn.
 */
@Name("Confidentiality")
@Description("Who reads answers: the team by name, or everybody as counts only.")
public record Confidentiality(
    Kind kind,
    @io.smallrye.graphql.api.Nullable
        @Description(
            "The fewest answers given through the link that a figure may be made of; for AGGREGATE. Those on the telephone are"
                + " in the figures and do not count towards it.")
        @Nullable Integer atLeast) {
  private static final int FEWEST = 3;
  private static final int MOST = 100;
  private static final int USUAL = 5;

  static final Confidentiality NAMED = new Confidentiality(Kind.NAMED, null);

  @Name("ConfidentialityKind")
  public enum Kind {
    @Description("Those who serve the account read who said what.")
    NAMED,
    @Description(
        "Nobody reads single answers but an administrator who exports what is kept of a person; figures are shown once the"
            + " wave is closed, from a number of answers on.")
    AGGREGATE
  }

  @Input("ConfidentialityInput")
  public record Choice(
      Kind kind,
      @io.smallrye.graphql.api.Nullable
          @Description("For AGGREGATE: 3 to 100 answers, 5 unless said.")
          @Nullable Integer atLeast) {
    Confidentiality checked() {
      if (kind == Kind.NAMED) {
        if (atLeast != null) {
          throw Refused.invalid("atLeast", "Leave it out, or choose AGGREGATE.");
        }
        return NAMED;
      }
      int fewest = atLeast == null ? USUAL : atLeast;
      if (fewest < FEWEST || fewest > MOST) {
        throw Refused.invalid("atLeast", "Choose 3 to 100 answers.");
      }
      return new Confidentiality(kind, fewest);
    }
  }
}
