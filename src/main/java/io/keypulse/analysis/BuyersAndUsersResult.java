package io.keypulse.analysis;

import io.smallrye.graphql.api.Union;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Name;

@Union
@Name("BuyersAndUsersResult")
@Description(
    "Whether those who use what was bought say the same as those who bought it, or why it is not told.")
public interface BuyersAndUsersResult {}
