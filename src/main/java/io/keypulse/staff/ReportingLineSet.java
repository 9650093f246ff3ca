package io.keypulse.staff;

import io.keypulse.platform.Channel;
import java.time.LocalDate;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Input;
import org.jspecify.annotations.Nullable;

@Input("ReportingLineSetInput")
public record ReportingLineSet(
    @Id String employeeId,
    @io.smallrye.graphql.api.Nullable @Id @Description("Nobody when left out.")
        @Nullable String managerId,
    @io.smallrye.graphql.api.Nullable
        @Description("First day, past or future; today when left out.")
        @Nullable LocalDate since,
    @io.smallrye.graphql.api.Nullable
        @Description(
            "First day on which it no longer holds, so that what holds on the first day by now goes on from then; left out: until the next change already planned.")
        @Nullable LocalDate until,
    @Description("The version of the employee.") int expectedVersion,
    @io.smallrye.graphql.api.Nullable @Description("MANUAL when left out.")
        @Nullable Channel channel,
    @io.smallrye.graphql.api.Nullable
        @Description("Any text of your own: sent again, it is done once.")
        @Nullable String idempotencyKey) {}
