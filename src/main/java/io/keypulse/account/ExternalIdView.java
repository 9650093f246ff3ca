package io.keypulse.account;

import io.keypulse.platform.Provenance;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Name;

@Name("AccountExternalId")
@Description("What another system calls an account.")
public record ExternalIdView(String source, String value, Provenance provenance) {
  static ExternalIdView of(Accounts.ExternalIdRow row) {
    return new ExternalIdView(
        row.source(),
        row.value(),
        Provenance.of(row.channel(), row.source(), row.recordedAt(), row.recordedBy()));
  }
}
