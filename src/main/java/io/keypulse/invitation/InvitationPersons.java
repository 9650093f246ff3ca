package io.keypulse.invitation;

import io.keypulse.platform.PersonalData;
import io.keypulse.platform.WrittenText;
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
            "to_jsonb(t) - cast('{key,token_hash,former_hashes}' as text[])",
            """
            update invitation t set name = 'Erased', email = '', opening = null, key = gen_random_uuid(),
              token_hash = sha256(uuid_send(gen_random_uuid())), former_hashes = null, time_zone = 'UTC'
            where {rows}
            """),
        new PersonalData(
            "mail",
            "t.contact_id = :contact",
            "to_jsonb(t) - cast('{fence,lease_until,last_return,waits,in_hand,held}' as text[])",
            """
            update mail t set domain = '', readdressed_to = null, last_return = null, lease_until = null,
              state = case when state in ('SENT', 'BOUNCED', 'FAILED', 'SKIPPED') then state else 'SKIPPED' end,
              fence = fence + 1,
              reason = case when state = 'SENT' then null else 'ERASED' end
            where {rows}
            """),
        PersonalData.whole(
            "mail_attempt", "t.contact_id = :contact", "delete from mail_attempt t where {rows}"),
        new PersonalData(
            "mail_lane",
            """
            t.domain in (select split_part(a, '@', 2) from unnest(cast(:addresses as text[])) as a)
              and not exists (select from mail m where m.domain = t.domain and m.contact_id <> :contact)
            """,
            null,
            "delete from mail_lane t where {rows}"));
  }

  @Override
  public PersonalData.Turn turn() {
    return PersonalData.Turn.FIRST;
  }

  @Override
  public List<WrittenText> writtenTexts() {
    return List.of(
        WrittenText.of("invitation", "id", "t.account_id", "null", "opening"),
        WrittenText.of("delivery_stop", "id", WrittenText.NOWHERE, "'Erased.'", "resume_reason"));
  }
}
