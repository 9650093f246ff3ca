package io.keypulse.account;

import io.keypulse.platform.Change;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Function;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/** Contacts as files tell them. */
@ApplicationScoped
class ToldContacts {
  @Inject Session session;

  /** Whoever tells one role only has told the foremost. */
  private static final String FURTHER_ROLES =
      "case when excluded.further_roles = '{}' then array_remove(c.further_roles, excluded.role) else excluded.further_roles end";

  /** Whoever moves to another account reports to nobody at the former one. */
  private static final String REPORTS_TO =
      "coalesce(excluded.reports_to_id, case when c.account_id = excluded.account_id then c.reports_to_id end)";

  /**
   * Whoever tells one part of a name has told the whole of it where it is put together of its
   * parts.
   */
  private static final String NAME =
      """
      coalesce(r.name, case when k.id is null or k.name = concat_ws(' ', k.given_name, k.family_name)
        then concat_ws(' ', coalesce(r.given_name, k.given_name), coalesce(r.family_name, k.family_name)) else k.name end)""";

  /** What a row leaves out stays as it is. */
  List<Change.Put> put(List<AccountRegister.ContactRow> rows) {
    return session
        .createNativeQuery(
            """
            with told as (
              select * from unnest(
                cast(:sources as text[]), cast(:ids as text[]), cast(:accounts as int[]), cast(:names as text[]),
                cast(:emails as text[]), cast(:roles as text[]), cast(:languages as text[]), cast(:leftOns as date[]),
                cast(:givenNames as text[]), cast(:familyNames as text[]), cast(:jobTitles as text[]),
                cast(:occupations as text[]), cast(:phones as text[]), cast(:timeZones as text[]),
                cast(:streets as text[]), cast(:postalCodes as text[]), cast(:cities as text[]),
                cast(:regions as text[]), cast(:countries as text[]), cast(:birthYears as int[]),
                cast(:genders as text[]), cast(:joinedOns as date[]), cast(:leftReasons as text[]),
                cast(:furtherRoles as text[]), cast(:managers as int[]), cast(:channels as text[]))
                as r (source, external_id, account_id, name, email, role, language, left_on, given_name,
                  family_name, job_title, occupation, phone, time_zone, street, postal_code, city, region, country,
                  birth_year, gender, joined_on, left_reason, further_roles, reports_to_id, channel)),
            present as (
              select c.* from told r join contact c on c.source = r.source and c.external_id = r.external_id
              where num_nulls(r.account_id, r.name, r.role, r.language) > 0 order by c.id for no key update of c),
            put as (
              insert into contact as c
                (source, external_id, account_id, team_id, name, email, role, language, left_on, given_name,
                family_name, job_title, occupation, phone, time_zone, street, postal_code, city, region, country,
                birth_year, gender, joined_on, left_reason, further_roles, reports_to_id, channel)
              select r.source, r.external_id, a.id, a.team_id, %3$s, r.email, coalesce(r.role, k.role),
                coalesce(r.language, k.language), r.left_on,
                r.given_name, r.family_name, r.job_title, r.occupation, r.phone, r.time_zone, r.street,
                r.postal_code, r.city, r.region, r.country, r.birth_year, r.gender, r.joined_on, r.left_reason,
                string_to_array(r.further_roles, ','), r.reports_to_id, r.channel
              from told r left join present k on k.source = r.source and k.external_id = r.external_id
              join account a on a.id = coalesce(r.account_id, k.account_id)
              on conflict (source, external_id) do update set
                account_id = excluded.account_id, team_id = excluded.team_id, name = excluded.name,
                email = coalesce(excluded.email, c.email), role = excluded.role, language = excluded.language,
                left_on = coalesce(excluded.left_on, c.left_on), given_name = coalesce(excluded.given_name, c.given_name),
                family_name = coalesce(excluded.family_name, c.family_name),
                job_title = coalesce(excluded.job_title, c.job_title),
                occupation = coalesce(excluded.occupation, c.occupation),
                phone = coalesce(excluded.phone, c.phone), time_zone = coalesce(excluded.time_zone, c.time_zone),
                street = coalesce(excluded.street, c.street),
                postal_code = coalesce(excluded.postal_code, c.postal_code),
                city = coalesce(excluded.city, c.city), region = coalesce(excluded.region, c.region),
                country = coalesce(excluded.country, c.country),
                birth_year = coalesce(excluded.birth_year, c.birth_year),
                gender = coalesce(excluded.gender, c.gender), joined_on = coalesce(excluded.joined_on, c.joined_on),
                left_reason = coalesce(excluded.left_reason, c.left_reason),
                further_roles = %1$s, reports_to_id = %2$s, channel = excluded.channel
              where (c.account_id, c.name, c.email, c.role, c.language, c.left_on)
                is distinct from (excluded.account_id, excluded.name, coalesce(excluded.email, c.email), excluded.role,
                  excluded.language, coalesce(excluded.left_on, c.left_on))
                or (c.given_name, c.family_name, c.job_title, c.occupation, c.phone, c.time_zone, c.street,
                  c.postal_code, c.city, c.region, c.country, c.birth_year, c.gender, c.joined_on, c.left_reason)
                is distinct from (coalesce(excluded.given_name, c.given_name),
                  coalesce(excluded.family_name, c.family_name), coalesce(excluded.job_title, c.job_title),
                  coalesce(excluded.occupation, c.occupation), coalesce(excluded.phone, c.phone),
                  coalesce(excluded.time_zone, c.time_zone), coalesce(excluded.street, c.street),
                  coalesce(excluded.postal_code, c.postal_code), coalesce(excluded.city, c.city),
                  coalesce(excluded.region, c.region), coalesce(excluded.country, c.country),
                  coalesce(excluded.birth_year, c.birth_year), coalesce(excluded.gender, c.gender),
                  coalesce(excluded.joined_on, c.joined_on), coalesce(excluded.left_reason, c.left_reason))
                or (c.further_roles, c.reports_to_id) is distinct from (%1$s, %2$s)
              returning source, external_id, xmax = 0 as created)
            select source, external_id, created from put
            """
                .formatted(FURTHER_ROLES, REPORTS_TO, NAME),
            Change.Put.class)
        .setParameter("sources", texts(rows, row -> row.id().source()))
        .setParameter("ids", texts(rows, row -> row.id().value()))
        .setParameter("accounts", numbers(rows, AccountRegister.ContactRow::accountId))
        .setParameter("names", texts(rows, AccountRegister.ContactRow::name))
        .setParameter("emails", texts(rows, AccountRegister.ContactRow::email))
        .setParameter("roles", texts(rows, AccountRegister.ContactRow::role))
        .setParameter("languages", texts(rows, AccountRegister.ContactRow::language))
        .setParameter("leftOns", days(rows, AccountRegister.ContactRow::leftOn))
        .setParameter("givenNames", texts(rows, row -> row.more().givenName()))
        .setParameter("familyNames", texts(rows, row -> row.more().familyName()))
        .setParameter("jobTitles", texts(rows, row -> row.more().jobTitle()))
        .setParameter("occupations", texts(rows, row -> row.more().occupation()))
        .setParameter("phones", texts(rows, row -> row.more().phone()))
        .setParameter("timeZones", texts(rows, row -> row.more().timeZone()))
        .setParameter("streets", texts(rows, row -> row.more().street()))
        .setParameter("postalCodes", texts(rows, row -> row.more().postalCode()))
        .setParameter("cities", texts(rows, row -> row.more().city()))
        .setParameter("regions", texts(rows, row -> row.more().region()))
        .setParameter("countries", texts(rows, row -> row.more().country()))
        .setParameter("birthYears", numbers(rows, row -> row.more().birthYear()))
        .setParameter(
            "genders",
            texts(rows, row -> row.more().gender() == null ? null : row.more().gender().name()))
        .setParameter("joinedOns", days(rows, row -> row.more().joinedOn()))
        .setParameter("leftReasons", texts(rows, row -> row.more().leftReason()))
        .setParameter("furtherRoles", texts(rows, AccountRegister.ContactRow::furtherRoles))
        .setParameter("managers", numbers(rows, AccountRegister.ContactRow::reportsToId))
        .setParameter("channels", texts(rows, row -> row.channel().name()))
        .getResultList();
  }

  private static @Nullable String[] texts(
      List<AccountRegister.ContactRow> rows,
      Function<AccountRegister.ContactRow, @Nullable String> cell) {
    return rows.stream().map(cell).toArray(String[]::new);
  }

  private static @Nullable Integer[] numbers(
      List<AccountRegister.ContactRow> rows,
      Function<AccountRegister.ContactRow, @Nullable Integer> cell) {
    return rows.stream().map(cell).toArray(Integer[]::new);
  }

  private static @Nullable LocalDate[] days(
      List<AccountRegister.ContactRow> rows,
      Function<AccountRegister.ContactRow, @Nullable LocalDate> cell) {
    return rows.stream().map(cell).toArray(LocalDate[]::new);
  }
}
