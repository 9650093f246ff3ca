package io.keypulse.analysis;

import io.smallrye.graphql.api.Union;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Name;

@Union
@Name("ListChangeResult")
@Description("What has become of the accounts of a list, or why it is not told.")
public interface ListChangeResult {}
