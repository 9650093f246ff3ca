package io.keypulse.portfolio;

import io.keypulse.account.AccountView;
import io.keypulse.platform.Decimal;
import io.keypulse.staff.EmployeeView;
import io.keypulse.team.AccountTeamApi;
import java.math.BigDecimal;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;

@Name("Workload")
@Description("What the account managers of a part of the company carry.")
public record WorkloadView(
    @Description("As the policy says, in weighted accounts.") Decimal capacity,
    @Description("The heaviest load first.") List<@NonNull Lead> leads,
    @Description(
            "Key accounts that nobody leads and one of these people answers for on that day: the nearest above the last lead, else the top of the line.")
        List<@NonNull Gap> vacancies,
    @Description("Days that these key accounts have been without a lead, in all.") int vacantDays,
    @Description(
            "Account managers whom the load of all leads and of the vacancies needs: by the capacity, rounded up. More than there are leads: the department is too small.")
        int leadsNeeded) {

  @Name("LeadWorkload")
  public record Lead(
      EmployeeView lead,
      int accounts,
      int keyAccounts,
      @Description("Weighted accounts.") Decimal load,
      Status status) {}

  @Name("WorkloadStatus")
  public enum Status {
    UNDER,
    WITHIN,
    OVER;

    static Status of(BigDecimal load, CapacityPolicies.Policy policy) {
      return load.compareTo(policy.capacity()) > 0
          ? OVER
          : load.compareTo(policy.under()) < 0 ? UNDER : WITHIN;
    }
  }

  @Name("AccountVacancy")
  public record Gap(AccountView account, AccountTeamApi.Vacancy vacancy) {}
}
