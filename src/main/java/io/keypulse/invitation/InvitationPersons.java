package io.keypulse.invitation;

import io.keypulse.platform.PersonalData;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Of an erased person's invitations it stays that they were, and their links lead nowhere. */
@ApplicationScoped
class InvitationPersons implements PersonalData.Of {
  @Override
  public List<PersonalData> personalData() {
    return List.of(
        new PersonalData(
            "invitation",
            "t.contact_id = :contact",
            "to_jsonb(t) - cast('{key,token_hash,fence,lease_until}' as text[])",
            """
            update invitation t set name = 'Erased', email = '', opening = null, key = gen_random_uuid(),
              token_hash = sha256(uuid_send(gen_random_uuid())), lease_until = null,
              state = case when state in ('DUE', 'UNKNOWN', 'CLAIMED', 'STARTED') then 'SKIPPED' else state end,
              fence = fence + 1,
              reason = case when state = 'SENT' then null else 'ERASED' end
            where {rows}
            """));
  }
}
