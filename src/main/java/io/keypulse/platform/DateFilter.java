package io.keypulse.platform;

import io.smallrye.graphql.api.Nullable;
import java.time.LocalDate;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Input;

@Input("DateFilter")
@Description("Which days, of UTC; every part given narrows.")
public record DateFilter(
    @Nullable @Description("On this day or later.") @org.jspecify.annotations.Nullable
        LocalDate from,
    @Nullable @Description("Before this day.") @org.jspecify.annotations.Nullable
        LocalDate before) {}
