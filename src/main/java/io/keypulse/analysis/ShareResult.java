package io.keypulse.analysis;

import io.smallrye.graphql.api.Union;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Name;

@Union
@Name("ShareResult")
@Description("A share, or what can be said instead of one.")
public interface ShareResult {}
