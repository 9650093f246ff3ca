package io.keypulse.account;

import io.keypulse.platform.Channel;
import io.keypulse.platform.Text;
import java.util.function.UnaryOperator;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Input;
import org.jspecify.annotations.Nullable;

@Input("AccountUpdateInput")
@Description(
    "Changes the parts that are given. An empty text clears legalName and taxId; the others cannot be empty.")
public record AccountUpdate(
    @Id String id,
    int expectedVersion,
    @io.smallrye.graphql.api.Nullable @Nullable String name,
    @io.smallrye.graphql.api.Nullable @Nullable String country,
    @io.smallrye.graphql.api.Nullable @Nullable String segment,
    @io.smallrye.graphql.api.Nullable @Nullable String legalName,
    @io.smallrye.graphql.api.Nullable @Nullable String taxId,
    @io.smallrye.graphql.api.Nullable @Nullable AccountLifecycle lifecycle,
    @io.smallrye.graphql.api.Nullable @Description("MANUAL unless said.")
        @Nullable Channel channel) {
  /**
   * @param spelling how everybody writes a segment
   */
  void applyTo(Account account, UnaryOperator<String> spelling) {
    if (segment != null) {
      account.segment = spelling.apply(Text.line("segment", segment, AccountCreate.LONGEST));
    }
    if (name != null) {
      account.name = Text.line("name", name, AccountCreate.LONGEST);
    }
    if (country != null) {
      account.country = Text.country("country", country);
    }
    if (legalName != null) {
      account.legalName = Text.optionalLine("legalName", legalName, AccountCreate.LONGEST);
    }
    if (taxId != null) {
      account.taxId = Text.optionalLine("taxId", taxId, AccountCreate.LONGEST);
    }
    if (lifecycle != null) {
      account.lifecycle = lifecycle;
    }
    account.channel = channel == null ? Channel.MANUAL : channel;
  }
}
