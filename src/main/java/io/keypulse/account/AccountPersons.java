package io.keypulse.account;

import io.keypulse.platform.PersonalData;
import io.keypulse.platform.WrittenText;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

@ApplicationScoped
class AccountPersons implements PersonalData.Of {
  private static final String ACCOUNT = "(select account_id from contact where id = t.contact_id)";

  @Override
  public List<PersonalData> personalData() {
    return List.of(
        PersonalData.whole(
            "permission_entry",
            "(t.contact_id = :contact or t.said_of = :contact or t.email = any (cast(:addresses as text[])))",
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
        PersonalData.byNumber("former_account", "t.contact_id = :contact"),
        PersonalData.byNumber("contact_erasure", "t.contact_id = :contact"),
        PersonalData.byNumber("erased_identity", "t.contact_id = :contact"));
  }

  @Override
  public List<WrittenText> writtenTexts() {
    return List.of(
        WrittenText.of(
            "contact",
            "id",
            "t.account_id",
            "null",
            "job_title",
            "occupation",
            "left_reason",
            "street"),
        ledger("permission_entry", "id", "account_of_permission(t)", "reason"),
        ledger("contact_erasure", "contact_id", ACCOUNT, "reason"),
        ledger("erased_identity", "contact_id", ACCOUNT, "readmitted_because"));
  }

  /** Only the database changes what these keep, and looks by itself whom it mentions. */
  private static WrittenText ledger(String table, String key, String account, String column) {
    return WrittenText.of(table, key, account, "'Erased.'", column)
        .erasedBy(
            """
            select forget_reasons('%s', cast(:keys as bigint[]), cast(:people as int[]), cast(:spellings as text[]))
            """
                .formatted(table));
  }
}
