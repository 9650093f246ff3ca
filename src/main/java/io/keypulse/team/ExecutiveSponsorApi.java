package io.keypulse.team;

import static java.util.stream.Collectors.toMap;

import io.keypulse.account.AccountView;
import io.keypulse.account.ContactView;
import io.keypulse.account.Customers;
import io.keypulse.platform.Batch;
import io.keypulse.platform.Chance;
import io.keypulse.platform.Channel;
import io.keypulse.platform.CurrentViewer;
import io.keypulse.platform.GlobalId;
import io.keypulse.platform.Idempotency;
import io.keypulse.platform.Past;
import io.keypulse.platform.Period;
import io.keypulse.platform.Refused;
import io.keypulse.platform.Today;
import io.keypulse.staff.Colleagues;
import io.keypulse.staff.EmployeeView;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Input;
import org.eclipse.microprofile.graphql.Mutation;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Source;
import org.jspecify.annotations.Nullable;

@GraphQLApi
public class ExecutiveSponsorApi {
  @Inject ExecutiveSponsors sponsors;
  @Inject SponsorsWhoLeft whoLeft;
  @Inject TeamRights rights;
  @Inject Customers customers;
  @Inject Colleagues colleagues;
  @Inject Idempotency idempotency;
  @Inject CurrentViewer viewer;
  @Inject Chance chance;
  @Inject Today today;

  @Input("ExecutiveSponsorEndInput")
  public record ExecutiveSponsorEnd(
      @Id String id,
      @io.smallrye.graphql.api.Nullable
          @Description("First day on which it no longer holds; today when left out.")
          @Nullable LocalDate until,
      int expectedVersion) {}

  @Mutation("executiveSponsorAssign")
  @Description(
      "For administrators, the lead of the account's team and whoever stands above the lead. WRONG_STATE while another holds, or the account is archived; whoever has left has held it until they left.")
  @Transactional
  public AccountView executiveSponsorAssign(ExecutiveSponsorAssign input) {
    viewer.requireToChange();
    AccountView account =
        customers.living(
            GlobalId.parseInt(AccountView.TYPE, input.accountId(), "accountId"), "accountId");
    rights.requireLeadOrAbove(account.teamId());
    LocalDate since = today.or("since", input.since());
    int employee = employee(input.employeeId()).atWork(since, "employeeId").key();
    @Nullable Integer contact = contact(input.contactId(), account);
    @Nullable LocalDate until = Today.checkedOrOpen("until", input.until());
    if (until != null && !until.isAfter(since)) {
      throw Refused.invalid("until", "Name a day after the first one.");
    }
    int every = input.meetingEvery();
    idempotency.once(
        "executiveSponsorAssign",
        input.idempotencyKey(),
        input,
        () -> {
          whoLeft.makeRoomFor(
              List.of(new SponsorsWhoLeft.Next(account.key(), employee, since, until)));
          return sponsors.assign(
              account.key(),
              account.teamId(),
              employee,
              contact,
              since,
              until,
              every,
              channel(input.channel()),
              chance.key().toString());
        });
    return account;
  }

  @Mutation("executiveSponsorEnd")
  @Description(
      "For administrators, the lead of the account's team and whoever stands above the lead; what has not begun is taken back, what has been stays.")
  @Transactional
  public AccountView executiveSponsorEnd(ExecutiveSponsorEnd input) {
    ExecutiveSponsors.Held held = held(input.id());
    rights.requireLeadOrAbove(held.teamId());
    Refused.unlessCurrent(input.expectedVersion(), held.version());
    LocalDate until = today.or("until", input.until());
    Past.keep("until", held.since(), until, today.get());
    sponsors.end(held.id(), until);
    return customers.account(held.accountId()).orElseThrow();
  }

  @Mutation("executiveSponsorUpdate")
  @Description(
      "For administrators, the lead of the account's team and whoever stands above the lead: who theirs is, and how often they meet. WRONG_STATE while the account is archived.")
  @Transactional
  public AccountView executiveSponsorUpdate(ExecutiveSponsorUpdate input) {
    ExecutiveSponsors.Held held = held(input.id());
    rights.requireLeadOrAbove(held.teamId());
    Refused.unlessCurrent(input.expectedVersion(), held.version());
    AccountView account = customers.living(held.accountId(), "id");
    sponsors.update(
        held.id(),
        input.contactId() != null,
        contact(input.contactId(), account),
        ExecutiveSponsorAssign.checkedInterval(input.meetingInterval()),
        channel(input.channel()));
    return account;
  }

  private ExecutiveSponsors.Held held(String globalId) {
    viewer.requireToChange();
    return sponsors
        .locked(GlobalId.parseInt(ExecutiveSponsorView.TYPE, globalId, "id"))
        .orElseThrow(() -> Refused.notFound("id", "There is no such executive sponsor."));
  }

  private EmployeeView employee(String globalId) {
    int id = GlobalId.parseInt(EmployeeView.TYPE, globalId, "employeeId");
    return Optional.ofNullable(colleagues.byIds(List.of(id)).get(id))
        .orElseThrow(() -> Refused.notFound("employeeId", "There is no such employee."));
  }

  private @Nullable Integer contact(@Nullable String globalId, AccountView account) {
    if (globalId == null || globalId.isBlank()) {
      return null;
    }
    int id = GlobalId.parseInt("Contact", globalId, "contactId");
    ContactView contact = customers.contacts(List.of(id)).get(id);
    if (contact == null || contact.accountKey() != account.key()) {
      throw Refused.notFound("contactId", "The account has no such contact.");
    }
    return id;
  }

  private static String channel(@Nullable Channel channel) {
    return (channel == null ? Channel.MANUAL : channel).name();
  }

  @Description("Who it is on that day, today unless said; null where vacant.")
  @Transactional
  public @io.smallrye.graphql.api.Nullable List<@Nullable ExecutiveSponsorView> executiveSponsor(
      @Source List<AccountView> asked, @io.smallrye.graphql.api.Nullable @Nullable LocalDate asOf) {
    LocalDate day = today.or(asOf);
    Map<Integer, ExecutiveSponsorView> found =
        sponsors.of(keys(asked), day).stream()
            .collect(
                toMap(
                    ExecutiveSponsors.Sponsor::accountId,
                    sponsor -> ExecutiveSponsorView.of(sponsor, day)));
    return Batch.eachOrNull(asked, AccountView::key, found);
  }

  @Description(
      "Who it was, is and will be on any day of a period, whenever unless said; the latest first. Whoever has left held it until they left.")
  @Transactional
  public List<List<@NonNull ExecutiveSponsorView>> executiveSponsors(
      @Source List<AccountView> asked, @io.smallrye.graphql.api.Nullable @Nullable Period period) {
    LocalDate now = today.get();
    @Nullable Period during = period == null ? null : period.checked("period");
    return Batch.lists(
        asked,
        AccountView::key,
        accounts -> sponsors.ever(accounts, during, now),
        ExecutiveSponsors.Sponsor::accountId,
        sponsor -> ExecutiveSponsorView.of(sponsor, now));
  }

  @Description("Since when it has no executive sponsor; null while it has one.")
  @Transactional
  public @io.smallrye.graphql.api.Nullable List<AccountTeamApi.@Nullable Vacancy> sponsorVacancy(
      @Source List<AccountView> asked) {
    LocalDate now = today.get();
    Map<Integer, AccountTeamApi.Vacancy> found =
        sponsors.vacancies(keys(asked), now).stream()
            .collect(
                toMap(
                    AccountTeams.Vacancy::accountId,
                    vacancy -> AccountTeamApi.Vacancy.of(vacancy.since(), now)));
    return Batch.eachOrNull(asked, AccountView::key, found);
  }

  @Description("Our executive.")
  @Transactional
  public List<EmployeeView> employee(@Source List<ExecutiveSponsorView> asked) {
    return Batch.each(asked, ExecutiveSponsorView::employeeKey, colleagues::byIds);
  }

  @Description("Theirs; null where nobody is named.")
  @Transactional
  public @io.smallrye.graphql.api.Nullable List<@Nullable ContactView> contact(
      @Source List<ExecutiveSponsorView> asked) {
    List<Integer> contacts =
        asked.stream().flatMap(sponsor -> sponsor.contactKey().stream()).toList();
    return Batch.eachOrNull(
        asked,
        sponsor -> sponsor.contactKey().orElse(null),
        contacts.isEmpty() ? Map.of() : customers.contacts(contacts));
  }

  private static List<Integer> keys(List<AccountView> accounts) {
    return accounts.stream().map(AccountView::key).toList();
  }
}
