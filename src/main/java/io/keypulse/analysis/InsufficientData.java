package io.keypulse.analysis;

import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Name;

@Name("InsufficientData")
@Description("There is not enough to say it honestly.")
public record InsufficientData(
    WithheldReason reason,
    @Description("Answers, accounts or waves, as the reason says.") int have,
    @Description(
            "Of these at least; where there are as many already, the reason says what else is missing.")
        int need)
    implements ShareResult,
        RankingResult,
        DriversResult,
        ChangeResult,
        PulseResult,
        MoneyResult,
        WordsResult,
        ListChangeResult,
        BuyersAndUsersResult {}
