package io.keypulse.directory;

import io.keypulse.platform.IdFilter;
import io.smallrye.graphql.api.Nullable;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Input;

@Input("EmployeeFilter")
@Description("Which employees.")
public record EmployeeFilter(@Nullable @org.jspecify.annotations.Nullable IdFilter id) {}
