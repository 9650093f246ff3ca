package io.keypulse.analysis;

import io.smallrye.graphql.api.Union;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Name;

@Union
@Name("WordsResult")
@Description("Which words mark the dissatisfied, or why not.")
public interface WordsResult {}
