package io.keypulse.account;

import io.keypulse.platform.Channel;
import io.keypulse.platform.ExternalId;
import io.keypulse.platform.GlobalId;
import io.keypulse.platform.Text;
import java.util.function.UnaryOperator;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Input;
import org.jspecify.annotations.Nullable;

@Input("AccountCreateInput")
@Description("A new account; texts of at most 200 characters.")
public record AccountCreate(
    String name,
    @Description("ISO 3166, two letters.") String country,
    String segment,
    @io.smallrye.graphql.api.Nullable @Nullable String legalName,
    @io.smallrye.graphql.api.Nullable @Nullable String taxId,
    @io.smallrye.graphql.api.Nullable @Description("CUSTOMER unless said.")
        @Nullable AccountLifecycle lifecycle,
    @io.smallrye.graphql.api.Nullable @Id @Description("Who serves it; nobody yet when left out.")
        @Nullable String teamId,
    @io.smallrye.graphql.api.Nullable @Description("Keypulse makes one up when left out.")
        @Nullable ExternalIdInput externalId,
    @io.smallrye.graphql.api.Nullable @Description("MANUAL unless said.") @Nullable Channel channel,
    @io.smallrye.graphql.api.Nullable
        @Description("Sent again with the same key, the first account is returned.")
        @Nullable String idempotencyKey) {
  static final int LONGEST = 200;

  /**
   * @param spelling how everybody writes a segment
   */
  Account account(UnaryOperator<String> spelling) {
    Account account = new Account();
    ExternalId id = ExternalIdInput.orNew("externalId", externalId);
    account.source = id.source();
    account.externalId = id.value();
    account.teamId = teamId == null ? 0 : GlobalId.parseInt("Team", teamId, "teamId");
    account.name = Text.line("name", name, LONGEST);
    account.country = Text.country("country", country);
    account.segment = spelling.apply(Text.line("segment", segment, LONGEST));
    account.legalName = Text.optionalLine("legalName", legalName, LONGEST);
    account.taxId = Text.optionalLine("taxId", taxId, LONGEST);
    account.lifecycle = lifecycle == null ? AccountLifecycle.CUSTOMER : lifecycle;
    account.channel = channel == null ? Channel.MANUAL : channel;
    return account;
  }
}
