package io.keypulse.account;

import io.keypulse.platform.Invariant;
import io.keypulse.platform.RefusalCode;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;

/** Nothing is written about people who were erased, in whatever room. */
@ApplicationScoped
class ErasureRules implements Invariant.Of {
  private static final Map<String, String> FIELDS =
      Map.of(
          "contact_hold", "contactId",
          "phone_attempt", "contactId",
          "follow_up_contact", "followUpId",
          "follow_up_action", "followUpId",
          "follow_up_line", "followUpId");

  @Override
  public List<Invariant> invariants() {
    return FIELDS.entrySet().stream()
        .map(
            table ->
                new Invariant(
                    table.getKey() + "_of_somebody",
                    RefusalCode.WRONG_STATE,
                    table.getValue(),
                    "contact_external_id",
                    Contact.ERASED))
        .toList();
  }
}
