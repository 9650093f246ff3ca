package io.keypulse.analysis;

import io.smallrye.graphql.api.Union;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Name;

@Union
@Name("PulseResult")
@Description("The share dissatisfied over the waves, or why not.")
public interface PulseResult {}
