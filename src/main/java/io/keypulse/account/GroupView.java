package io.keypulse.account;

import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Ignore;
import org.eclipse.microprofile.graphql.Name;

@Name("CompanyGroup")
@Description("A company and every company below it, as far as this viewer sees them.")
public record GroupView(
    @Description("How many companies this viewer sees of it, the head included.") int number,
    @Description("False when there are companies that this viewer does not see.") boolean complete,
    @Ignore List<Integer> keys) {}
