package io.keypulse.analysis;

import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Name;

@Name("Suppressed")
@Description("There are answers, and what was promised to those who gave them forbids to show it.")
public record Suppressed(
    @Description("How many answers are withheld.") int count, WithheldReason reason)
    implements ShareResult,
        RankingResult,
        DriversResult,
        ChangeResult,
        PulseResult,
        MoneyResult,
        WordsResult,
        SatisfactionResult,
        AnswersQualityResult,
        PartsResult,
        ListChangeResult,
        BuyersAndUsersResult {}
