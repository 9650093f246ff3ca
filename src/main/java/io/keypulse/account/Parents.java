package io.keypulse.account;

import io.keypulse.platform.ExternalId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.hibernate.Session;
import org.hibernate.query.CommonQueryContract;

/**
 * Who owns whom as files of accounts tell it: without days, so that it holds from the day on which
 * it was first told. Such a relationship is named after its account and that day.
 */
@ApplicationScoped
class Parents {
  private static final String TOLD =
      """
      with told as (
        select r.source, r.external_id, r.account_id, r.owner_id, r.channel,
          r.external_id || '/parent/' as named
        from unnest(cast(:sources as text[]), cast(:ids as text[]), cast(:accounts as int[]), cast(:owners as int[]),
          cast(:channels as text[])) as r (source, external_id, account_id, owner_id, channel))
      """;

  @Inject Session session;

  private record Owned(int accountId) {}

  /** Those of whom it was not known. */
  Set<ExternalId> put(
      Map<ExternalId, AccountRegister.Owner> owners, Map<ExternalId, Integer> accountIds) {
    List<ExternalId> told = List.copyOf(owners.keySet());
    asTold(
            session.createNativeMutationQuery(
                TOLD
                    + """
                    update account_relationship p
                    set valid = daterange(lower(p.valid), today()), channel = told.channel
                    from told
                    where p.account_id = told.account_id and p.other_id <> told.owner_id and p.type = 'SUBSIDIARY_OF'
                      and p.valid @> today() and lower(p.valid) < today()
                      and p.source = told.source and starts_with(p.external_id, told.named)
                    """),
            told,
            owners,
            accountIds)
        .executeUpdate();
    Set<Integer> changed =
        asTold(
                session.createNativeQuery(
                    TOLD
                        + """
                        , put as (
                          insert into account_relationship as p
                            (source, external_id, account_id, team_id, type, other_id, other_team_id, valid,
                            channel)
                          select told.source, told.named || today(), a.id, a.team_id, 'SUBSIDIARY_OF', o.id, o.team_id,
                            daterange(today(), null), told.channel
                          from told join account a on a.id = told.account_id join account o on o.id = told.owner_id
                          where not exists (
                            select from account_relationship k
                            where k.account_id = a.id and k.other_id = o.id and k.type in ('SUBSIDIARY_OF', 'BRANCH_OF')
                              and k.valid && daterange(today(), null))
                          on conflict (source, external_id) do update set
                            other_id = excluded.other_id, other_team_id = excluded.other_team_id, valid = excluded.valid,
                            channel = excluded.channel
                          returning account_id)
                        select account_id from put
                        """,
                    Owned.class),
                told,
                owners,
                accountIds)
            .getResultList()
            .stream()
            .map(Owned::accountId)
            .collect(Collectors.toSet());
    return told.stream()
        .filter(id -> changed.contains(accountIds.get(id)))
        .collect(Collectors.toSet());
  }

  private static <Q extends CommonQueryContract> Q asTold(
      Q query,
      List<ExternalId> told,
      Map<ExternalId, AccountRegister.Owner> owners,
      Map<ExternalId, Integer> accountIds) {
    query.setParameter("sources", told.stream().map(ExternalId::source).toArray(String[]::new));
    query.setParameter("ids", told.stream().map(ExternalId::value).toArray(String[]::new));
    query.setParameter(
        "accounts",
        told.stream()
            .map(id -> Objects.requireNonNull(accountIds.get(id)))
            .toArray(Integer[]::new));
    List<AccountRegister.Owner> owned =
        told.stream().map(id -> Objects.requireNonNull(owners.get(id))).toList();
    query.setParameter(
        "owners", owned.stream().map(AccountRegister.Owner::accountId).toArray(Integer[]::new));
    query.setParameter(
        "channels", owned.stream().map(owner -> owner.channel().name()).toArray(String[]::new));
    return query;
  }
}
