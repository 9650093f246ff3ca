package io.keypulse.directory;

import io.keypulse.platform.IdFilter;
import io.smallrye.graphql.api.Nullable;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Input;

@Input("MemberFilter")
@Description("Which employees are in it today.")
public record MemberFilter(@Nullable @org.jspecify.annotations.Nullable IdFilter id) {}
