package io.keypulse.analysis;

import io.smallrye.graphql.api.Union;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Name;

@Union
@Name("DriversResult")
@Description("What moves satisfaction, or why that cannot be said.")
public interface DriversResult {}
