package io.keypulse.analysis;

import io.smallrye.graphql.api.Union;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Name;

@Union
@Name("AnswersQualityResult")
@Description("How answers were given, or why that is not shown.")
public interface AnswersQualityResult {}
