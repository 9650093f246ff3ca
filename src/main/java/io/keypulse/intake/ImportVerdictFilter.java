package io.keypulse.intake;

import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Input;
import org.eclipse.microprofile.graphql.NonNull;

@Input("ImportVerdictFilter")
@Description("Which rows.")
public record ImportVerdictFilter(
    @Description("Rows that came to any of these.") List<@NonNull RowVerdict> verdicts) {}
