package io.keypulse.analysis;

import io.smallrye.graphql.api.Union;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Name;

@Union
@Name("SatisfactionResult")
@Description("What to think of an account, or why that is not shown.")
public interface SatisfactionResult {}
