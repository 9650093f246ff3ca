package io.keypulse.analysis;

import io.smallrye.graphql.api.Union;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Name;

@Union
@Name("RankingResult")
@Description("Accounts by how dissatisfied they are, or why not.")
public interface RankingResult {}
