package io.keypulse.account;

import io.keypulse.platform.Channel;
import io.keypulse.platform.CurrentViewer;
import io.keypulse.platform.ExternalId;
import io.keypulse.platform.GlobalId;
import io.keypulse.platform.Idempotency;
import io.keypulse.platform.RefusalCode;
import io.keypulse.platform.Refused;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.InstantSource;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Input;
import org.eclipse.microprofile.graphql.Mutation;
import org.jspecify.annotations.Nullable;

@GraphQLApi
public class AccountChangeApi {
  @Inject Accounts accounts;
  @Inject FormerAccounts formerAccounts;
  @Inject Merges merges;
  @Inject Segments segments;
  @Inject Writing writing;
  @Inject CurrentViewer viewer;
  @Inject Idempotency idempotency;
  @Inject InstantSource clock;

  @Input("AccountArchiveInput")
  public record Archive(@Id String id, int expectedVersion) {}

  @Input("AccountRestoreInput")
  public record Restore(@Id String id, int expectedVersion) {}

  @Input("AccountExternalIdAddInput")
  public record ExternalIdAdd(
      @Id String accountId,
      @Description("The version of the account.") int expectedVersion,
      ExternalIdInput externalId,
      @io.smallrye.graphql.api.Nullable @Description("MANUAL unless said.")
          @Nullable Channel channel) {}

  @Input("AccountExternalIdRemoveInput")
  public record ExternalIdRemove(
      @Id String accountId,
      @Description("The version of the account.") int expectedVersion,
      ExternalIdInput externalId) {}

  @Mutation("accountCreate")
  @Description(
      "For administrators. ALREADY_EXISTS when a living account has the external id; INVALID names the field.")
  @Transactional
  public AccountView accountCreate(AccountCreate input) {
    viewer.requireAdmin();
    long id =
        idempotency.once(
            "accountCreate",
            input.idempotencyKey(),
            input,
            () -> {
              Account account = input.account(segments::spelled);
              accounts.persistAndFlush(account);
              return account.id;
            });
    return AccountView.of(
        accounts.findByIdOptional((int) id).orElseThrow(Idempotency::noLongerThere));
  }

  @Mutation("accountUpdate")
  @Description(
      "For administrators and for employees who see the account. CONFLICT when it has changed meanwhile; WRONG_STATE while it is archived.")
  @Transactional
  public AccountView accountUpdate(AccountUpdate input) {
    viewer.requireToChange();
    Account account = current("id", input.id(), input.expectedVersion());
    account.requireLiving("id");
    input.applyTo(account, segments::spelled);
    writing.down(account);
    return AccountView.of(account);
  }

  @Mutation("accountArchive")
  @Description(
      "For administrators. It leaves the lists and the surveys and gives its external ids free; nothing of it is lost, and until it is restored nothing is added to it or changed about it (WRONG_STATE) but what ends something.")
  @Transactional
  public AccountView accountArchive(Archive input) {
    viewer.requireAdmin();
    Account account = current("id", input.id(), input.expectedVersion());
    account.archive(clock.instant());
    accounts.flush();
    return AccountView.of(account);
  }

  @Mutation("accountRestore")
  @Description(
      "For administrators. ALREADY_EXISTS names the living account that holds one of its external ids now.")
  @Transactional
  public AccountView accountRestore(Restore input) {
    viewer.requireAdmin();
    Account account = current("id", input.id(), input.expectedVersion());
    merges.refuseMerged(account, "id");
    formerAccounts.holders(account.id).stream().findFirst().ifPresent(AccountChangeApi::refuse);
    account.restore();
    accounts.flush();
    return AccountView.of(account);
  }

  private static void refuse(FormerAccounts.Holder holder) {
    throw new Refused(
        RefusalCode.ALREADY_EXISTS,
        "id",
        "%s/%s now belongs to %s (%s); take it from there or archive that account first."
            .formatted(
                holder.source(),
                holder.value(),
                holder.name(),
                GlobalId.of(AccountView.TYPE, holder.accountId())));
  }

  @Mutation("accountExternalIdAdd")
  @Description(
      "For administrators. ALREADY_EXISTS when a living account has it; WRONG_STATE while this one is archived.")
  @Transactional
  public AccountView accountExternalIdAdd(ExternalIdAdd input) {
    viewer.requireAdmin();
    Account account = current("accountId", input.accountId(), input.expectedVersion());
    account.requireLiving("accountId");
    accounts.addExternalId(
        account,
        input.externalId().checked("externalId"),
        input.channel() == null ? Channel.MANUAL : input.channel());
    return touched(account);
  }

  @Mutation("accountExternalIdRemove")
  @Description("For administrators. WRONG_STATE for the last one: an account has at least one.")
  @Transactional
  public AccountView accountExternalIdRemove(ExternalIdRemove input) {
    viewer.requireAdmin();
    Account account = current("accountId", input.accountId(), input.expectedVersion());
    ExternalId id = input.externalId().checked("externalId");
    if (!accounts.removeExternalId(account, id)) {
      throw Refused.notFound("externalId", "The account has no such external id.");
    }
    Accounts.ExternalIdRow first =
        accounts.externalIds(List.of(account.id)).stream()
            .findFirst()
            .orElseThrow(
                () ->
                    Refused.wrongState(
                        "externalId", "This is its last external id; add another first."));
    if (id.equals(new ExternalId(account.source, account.externalId))) {
      account.source = first.source();
      account.externalId = first.value();
    }
    return touched(account);
  }

  private AccountView touched(Account account) {
    int before = account.version;
    accounts.flush();
    if (account.version == before) {
      accounts.touch(account.id);
      writing.down(account);
    }
    return AccountView.of(account);
  }

  private Account current(String field, String id, int expectedVersion) {
    Account account =
        accounts
            .locked(GlobalId.parseInt(AccountView.TYPE, id, field))
            .orElseThrow(() -> Refused.notFound(field, "There is no such account."));
    Refused.unlessCurrent(expectedVersion, account.version);
    return account;
  }
}
