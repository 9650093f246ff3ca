package io.keypulse.analysis;

import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;

@Name("Words")
@Description(
    "Which words and pairs of words mark the dissatisfied (log-odds with an informative prior); what is denied counts as `not"
        + " satisfi` and not as `satisfi`; only those"
        + " in five answers or more, from three accounts or more.")
public record WordsView(
    @Description(
            "ISO 639, two letters; of a confidential wave the one in which most was written, beside all others.")
        String language,
    @Description("Answers of the dissatisfied with a text, of those that are read.")
        int dissatisfied,
    @Description("Answers of the satisfied with a text, of those that are read.") int satisfied,
    @Description(
            "All answers with an opinion and a text, in the language where one is told; of more than 20,000 the newest 20,000 are read.")
        int of,
    @Description("The strongest first; of these at most a tenth is expected to be chance.")
        List<@NonNull Term> terms)
    implements WordsResult {

  @Name("MarkingTerm")
  public record Term(
      @Description("Stemmed as the language does.") String text,
      @Description("Answers of the dissatisfied that contain it.") int dissatisfied,
      int satisfied,
      int accounts,
      @Description("Log-odds against the satisfied.") double logOdds,
      double z) {}
}
