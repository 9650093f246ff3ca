package io.keypulse.portfolio;

import io.keypulse.account.AccountView;
import io.keypulse.platform.Decimal;
import io.keypulse.platform.PageInfo;
import io.keypulse.staff.EmployeeView;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Ignore;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;

/** Holds the parts of a portfolio. */
public final class PortfolioView {
  private PortfolioView() {}

  @Name("PortfolioEdge")
  public record Edge(String cursor, AccountView node) {}

  @Name("Portfolio")
  @Description(
      "The accounts that a manager and their people lead, and those that nobody leads and one of them answers for: the nearest above the last lead, else the top of the line. By name, and who of them carries what.")
  public record Connection(
      List<@NonNull Edge> edges,
      List<@NonNull AccountView> nodes,
      PageInfo pageInfo,
      Optional<Integer> totalCount,
      @Description("The manager's own part first, then one for each who reports to them.")
          List<@NonNull Part> managers) {}

  @Name("PortfolioPart")
  @Description(
      "What one person leads or answers for while nobody leads it, with everybody below where the scope is TREE.")
  public record Part(
      EmployeeView manager,
      @Description("How many people among them lead.") int leads,
      int accounts,
      int keyAccounts,
      @Description("Weighted accounts.") Decimal load,
      @Description("Of the key accounts, those that nobody leads on that day.") int vacancies,
      @Ignore LocalDate day,
      @Ignore List<Integer> teams) {
    static Part none(EmployeeView manager, LocalDate day) {
      return new Part(manager, 0, 0, 0, new Decimal(BigDecimal.ZERO), 0, day, List.of());
    }

    Part with(Portfolios.Load more, List<Integer> itsTeams) {
      return new Part(
          manager,
          leads + (more.leads() ? 1 : 0),
          accounts + more.accounts(),
          keyAccounts + more.keyAccounts(),
          new Decimal(load.value().add(more.weighted())),
          vacancies + more.vacancies(),
          day,
          Stream.concat(teams.stream(), itsTeams.stream()).toList());
    }
  }
}
