package io.keypulse.intake;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How a system exports one kind.
 *
 * @param signatures headers that give it away, any of these sets
 * @param columns our columns by its headers
 */
record Export(List<Set<String>> signatures, Map<String, String> columns) {
  private static final String ACCOUNT_IDS = "account-external-ids";

  static final Map<String, Export> SALESFORCE =
      Map.of(
          "accounts",
          of(
              "id & name | account id & account name",
              """
              external_id: id, account id
              name: name, account name
              parent_external_id: parentid, parent account id
              country: billingcountrycode, billingcountry, billing country code, billing country
              segment: industry
              """),
          "contacts",
          of(
              "id & accountid | contact id & account id",
              """
              external_id: id, contact id
              account_external_id: accountid, account id
              name: name, full name
              given_name: firstname, first name
              family_name: lastname, last name
              email: email
              job_title: title
              occupation: department
              phone: phone, business phone
              mobile_phones: mobilephone, mobile, mobile phone
              private_phones: homephone, home phone
              other_phones: otherphone, other phone
              reports_to_external_id: reportstoid, reports to id, reports to contact id
              street: mailingstreet, mailing street
              postal_code: mailingpostalcode, mailing zip/postal code, mailing postal code
              city: mailingcity, mailing city
              region: mailingstate, mailing state/province, mailing state
              country: mailingcountrycode, mailingcountry, mailing country code, mailing country
              birth_year: birthdate
              gender: genderidentity, gender identity
              """),
          ACCOUNT_IDS,
          of(
              "id & accountnumber | account id & account number",
              """
              account_external_id: id, account id
              external_id: accountnumber, account number
              """));

  static final Map<String, Export> HUBSPOT =
      Map.of(
          "accounts",
          of(
              "record id & company name",
              """
              external_id: record id
              name: company name
              parent_external_id: parent company id
              country: country/region code, country/region
              segment: industry
              """),
          "contacts",
          of(
              "record id & last name",
              """
              external_id: record id
              account_external_id: primary associated company id, associated company id, associated company ids
              given_name: first name
              family_name: last name
              email: email
              further_emails: work email
              other_emails: additional email addresses
              job_title: job title
              occupation: job function
              role: buying role
              phone: phone number
              mobile_phones: mobile phone number
              language: preferred language
              time_zone: time zone
              street: street address
              postal_code: postal code
              city: city
              region: state/region
              country: country/region code, country/region
              birth_year: date of birth
              gender: gender
              """));

  static final Map<String, Export> ODOO =
      Map.of(
          "accounts",
          of(
              "external id & name | id & name & country_id",
              """
              external_id: external id, id
              name: name
              parent_external_id: related company/external id, parent_id/id
              country: country/country code, country, country_id/code, country_id
              segment: industry, industry_id
              """),
          "contacts",
          of(
              "external id & name | id & name & parent_id/id",
              """
              external_id: external id, id
              account_external_id: related company/external id, parent_id/id
              name: name
              email: email
              job_title: job position, function
              phone: phone
              mobile_phones: mobile
              language: language, lang
              time_zone: timezone, tz
              street: street
              postal_code: zip
              city: city
              region: state, state_id
              country: country/country code, country, country_id/code, country_id
              """),
          ACCOUNT_IDS,
          of(
              "external id & reference | id & ref",
              """
              account_external_id: external id, id
              external_id: reference, ref
              """));

  /**
   * @param signatures parted by bars
   * @param columns a line for each of ours: its name and what theirs are called
   */
  private static Export of(String signatures, String columns) {
    Map<String, String> ours = new HashMap<>();
    columns
        .lines()
        .map(line -> line.split(": ", 2))
        .forEach(line -> parts(line[1], ", ").forEach(theirs -> ours.put(theirs, line[0])));
    return new Export(
        parts(signatures, " \\| ").stream().map(one -> Set.copyOf(parts(one, " & "))).toList(),
        Map.copyOf(ours));
  }

  private static List<String> parts(String text, String mark) {
    return Arrays.stream(text.split(mark, -1)).collect(Collectors.toUnmodifiableList());
  }

  boolean isSignedBy(List<String> header) {
    return signatures.stream().anyMatch(header::containsAll);
  }
}
