package io.keypulse.intake;

import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Input;
import org.jspecify.annotations.Nullable;

@Input("ImportJobFilter")
@Description("Which imports; every part given narrows.")
public record ImportJobFilter(
    @io.smallrye.graphql.api.Nullable @Nullable String kind,
    @io.smallrye.graphql.api.Nullable @Nullable ImportState state) {}
