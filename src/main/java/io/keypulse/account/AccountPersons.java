package io.keypulse.account;

import io.keypulse.platform.PersonalData;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

@ApplicationScoped
class AccountPersons implements PersonalData.Of {
  @Override
  public List<PersonalData> personalData() {
    return List.of(
        PersonalData.whole(
            "permission_entry",
            """
            (t.contact_id = :contact or t.said_of = :contact or t.email = any (cast(:addresses as text[]))
              or t.email in (select value from contact_point where contact_id = :contact)
                and names_somebody(t.reason, cast(:names as text[])))
            """,
            "select forget_permissions(:contact)"),
        PersonalData.whole(
            "contact_point", "t.contact_id = :contact", "delete from contact_point t where {rows}"),
        PersonalData.whole(
            "former_point", "t.contact_id = :contact", "delete from former_point t where {rows}"),
        PersonalData.whole(
            "contact",
            "t.id = :contact",
            """
            update contact t set erased_at = :now, name = 'Erased', external_id = cast(gen_random_uuid() as text),
              given_name = null, family_name = null, job_title = null, occupation = null, email = null, phone = null,
              further_roles = '{}', time_zone = null, street = null, postal_code = null, city = null, region = null,
              country = null, birth_year = null, gender = null, reports_to_id = null, joined_on = null,
              left_on = least(left_on, today()), left_reason = null, channel = 'MANUAL'
            where {rows}
            """),
        PersonalData.whole(
            "refused_address",
            "t.email = any (cast(:addresses as text[]))",
            "delete from refused_address t where {rows}"),
        PersonalData.byNumber("contact_erasure", "t.contact_id = :contact"),
        PersonalData.byNumber("erased_identity", "t.contact_id = :contact"));
  }
}
