package io.keypulse.team;

import io.keypulse.platform.Channel;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Input;
import org.jspecify.annotations.Nullable;

@Input("ExecutiveSponsorUpdateInput")
@Description("What is left out stays as it was.")
public record ExecutiveSponsorUpdate(
    @Id String id,
    int expectedVersion,
    @io.smallrye.graphql.api.Nullable
        @Id
        @Description("Theirs, a contact of the account; an empty text: nobody is named.")
        @Nullable String contactId,
    @io.smallrye.graphql.api.Nullable @Description("Days from one meeting to the next, 1 to 1000.")
        @Nullable Integer meetingInterval,
    @io.smallrye.graphql.api.Nullable @Description("MANUAL when left out.")
        @Nullable Channel channel) {}
