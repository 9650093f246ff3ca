package io.keypulse.account;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import io.keypulse.platform.Batch;
import io.keypulse.platform.CurrentViewer;
import io.keypulse.platform.ExternalId;
import io.keypulse.platform.GlobalId;
import io.keypulse.platform.Heard;
import io.keypulse.platform.Notice;
import io.smallrye.graphql.api.Nullable;
import io.smallrye.graphql.api.Subscription;
import io.smallrye.mutiny.Multi;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Query;
import org.eclipse.microprofile.graphql.Source;

@GraphQLApi
public class AccountApi {
  @Inject Accounts accounts;
  @Inject CurrentViewer viewer;

  @Query("account")
  @Description("One account; null when there is none or this viewer may not see it.")
  @Transactional
  public Optional<AccountView> account(@Id String id) {
    viewer.require();
    return accounts
        .findByIdOptional(GlobalId.parseInt(AccountView.TYPE, id, "id"))
        .map(AccountView::of);
  }

  @Query("accountByExternalId")
  @Description("The living account that this system calls so; null as for account.")
  @Transactional
  public Optional<AccountView> accountByExternalId(String source, String value) {
    viewer.require();
    return accounts.byExternalId(new ExternalId(source, value)).map(AccountView::of);
  }

  @Description("What other systems call it, the first known first.")
  @Transactional
  public List<List<@NonNull ExternalIdView>> externalIds(@Source List<AccountView> asked) {
    Map<Integer, List<ExternalIdView>> byAccount =
        accounts.externalIds(asked.stream().map(AccountView::key).toList()).stream()
            .collect(
                groupingBy(
                    Accounts.ExternalIdRow::accountId, mapping(ExternalIdView::of, toList())));
    return Batch.lists(asked, AccountView::key, byAccount);
  }

  @Subscription("accountChanged")
  @Description(
      "An account that this viewer sees, each time it, its contacts, companies, team, sponsors, key status or purchases have changed; one account only when id is given. After a change of very many at once, as by an import, nothing is told: read again from time to time.")
  @Heard("keypulse_account")
  @Transactional
  public Multi<AccountView> accountChanged(@Nullable @Id String id) {
    OptionalInt asked =
        id == null
            ? OptionalInt.empty()
            : OptionalInt.of(GlobalId.parseInt(AccountView.TYPE, id, "id"));
    if (Notice.isFirst() || Notice.text().equals("*")) {
      return Multi.createFrom().empty();
    }
    int changed = Integer.parseInt(Notice.text());
    return asked.orElse(changed) == changed
        ? Multi.createFrom().optional(accounts.findByIdOptional(changed).map(AccountView::of))
        : Multi.createFrom().empty();
  }
}
