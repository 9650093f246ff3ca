package io.keypulse.analysis;

import io.smallrye.graphql.api.Union;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Name;

@Union
@Name("PartsResult")
@Description("The parts of a scope by how dissatisfied they are, or why not.")
public interface PartsResult {}
