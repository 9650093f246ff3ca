package io.keypulse.platform;

import java.util.Optional;
import org.eclipse.microprofile.graphql.Description;

@Description("Where a page of a connection stands.")
public record PageInfo(
    @Description("Whether there are more after this page.") boolean hasNextPage,
    @Description("Whether it was read on from a page before.") boolean hasPreviousPage,
    @Description("The cursor of its first object; absent on an empty page.")
        Optional<String> startCursor,
    @Description("Pass it as `after` to read on; absent on an empty page.")
        Optional<String> endCursor) {}
