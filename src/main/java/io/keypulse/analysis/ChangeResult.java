package io.keypulse.analysis;

import io.smallrye.graphql.api.Union;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Name;

@Union
@Name("ChangeResult")
@Description("What has changed, or why that cannot be said.")
public interface ChangeResult {}
