package io.keypulse.analysis;

import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Name;

@Name("FewAnswers")
@Description("Of five to nine answers: two of seven, so two to four of the nine. No percentage.")
public record FewAnswersView(
    ShareView.Unit unit,
    @Description("PEOPLE: who said so; ACCOUNTS: in which anybody said so.") int count,
    @Description("n: with an opinion.") int of,
    @Description("N: with a possible opinion.") int population,
    @Description("0.95") double level,
    @Description("Fewest of the population that are compatible with what was said.") int fewest,
    @Description(
            "Most of it; of ACCOUNTS all in which somebody is silent, whatever they would say.")
        int most)
    implements ShareResult {}
