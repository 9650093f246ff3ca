package io.keypulse.analysis;

import io.smallrye.graphql.api.Union;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Name;

@Union
@Name("MoneyResult")
@Description("What part of the revenue stands with the dissatisfied, or why not.")
public interface MoneyResult {}
