package io.keypulse.followup;

import io.keypulse.platform.CompanyScope;
import io.keypulse.platform.LineScope;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Input;
import org.jspecify.annotations.Nullable;

@Input("FollowUpScope")
@Description("Whose cases; every part given narrows, over the accounts this viewer sees.")
public record FollowUpScope(
    @io.smallrye.graphql.api.Nullable @Id @Nullable String accountId,
    @io.smallrye.graphql.api.Nullable
        @Description("With accountId: SELF, unless said, or its GROUP.")
        @Nullable CompanyScope companies,
    @io.smallrye.graphql.api.Nullable @Id @Nullable String teamId,
    @io.smallrye.graphql.api.Nullable
        @Id
        @Description(
            "Of accounts that this manager leads, or somebody below, and of those that nobody leads and one of them answers for: the nearest above the last lead.")
        @Nullable String managerId,
    @io.smallrye.graphql.api.Nullable
        @Description(
            "With managerId: beside their own those of everybody below, or DIRECT: of those who report to them.")
        @Nullable LineScope line) {
  static final FollowUpScope ALL = new FollowUpScope(null, null, null, null, null);
}
