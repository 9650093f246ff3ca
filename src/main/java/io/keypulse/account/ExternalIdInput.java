package io.keypulse.account;

import io.keypulse.platform.ExternalId;
import io.keypulse.platform.Text;
import java.util.UUID;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Input;
import org.jspecify.annotations.Nullable;

@Input("ExternalIdInput")
@Description("What another system calls something: 1 to 100 characters each.")
public record ExternalIdInput(String source, String value) {
  private static final int LONGEST = 100;

  /** Unless told, one that Keypulse makes up. */
  public static ExternalId orNew(String field, @Nullable ExternalIdInput said) {
    return said == null
        ? new ExternalId("keypulse", UUID.randomUUID().toString())
        : said.checked(field);
  }

  ExternalId checked(String field) {
    return new ExternalId(
        Text.line(field + ".source", source, LONGEST), Text.line(field + ".value", value, LONGEST));
  }
}
