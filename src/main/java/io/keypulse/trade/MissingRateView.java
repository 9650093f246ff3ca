package io.keypulse.trade;

import java.time.LocalDate;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Name;

@Name("MissingRate")
@Description("Two currencies of which no rate is known on days on which one was needed.")
public record MissingRateView(
    @Description("ISO 4217, of the amounts.") String base,
    @Description("ISO 4217, into which they were to be converted.") String quote,
    @Description("The first of these days.") LocalDate from,
    @Description("The last of these days.") LocalDate to) {}
