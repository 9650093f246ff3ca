package io.keypulse.analysis;

import io.keypulse.platform.CompanyScope;
import io.keypulse.platform.LineScope;
import io.keypulse.platform.OnlyKnownParameters;
import io.keypulse.platform.Period;
import io.keypulse.platform.QueryTransaction;
import io.keypulse.platform.Refused;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * {@code GET /dissatisfaction.csv}: what {@code dissatisfaction} shows of the same scope, and
 * nothing that it withholds, after the programs and the number of waves that it is of. Columns:
 * figure, name, count, of, population; share, lowest and highest, from 0 to 1, of a change a
 * difference; note: the method, the unit, the order, a day, or why nothing is told; fewest and
 * most, people or accounts where there is no share, places of a driver; need, of what stands under
 * {@code of} where there is too little; effective, how many answers or accounts it is worth; wide,
 * whether it is too wide for comparing; unheard, how many of the population stand in strata of
 * which nobody gave an opinion; currency, where count and of are amounts, and accounts, how many
 * answered and have any of it.
 */
@OnlyKnownParameters
@Path("/dissatisfaction.csv")
class DissatisfactionExport {
  @Inject DissatisfactionApi dissatisfaction;
  @Inject FigureFile file;
  @Inject QueryTransaction transaction;
  @Inject ReportConfig config;

  @GET
  @Produces("text/csv")
  @RunOnVirtualThread
  public Response csv(
      @QueryParam("waveId") @Nullable String waveId,
      @QueryParam("programId") @Nullable String programId,
      @QueryParam("from") @Nullable LocalDate from,
      @QueryParam("to") @Nullable LocalDate to,
      @QueryParam("accountId") @Nullable String accountId,
      @QueryParam("scope") @Nullable CompanyScope scope,
      @QueryParam("teamId") @Nullable String teamId,
      @QueryParam("managerId") @Nullable String managerId,
      @QueryParam("line") @Nullable LineScope line,
      @QueryParam("segment") @Nullable String segment) {
    Period period = Period.of(from, to);
    String figures =
        transaction.during(
            config.time(),
            () ->
                file.of(
                    dissatisfaction
                        .dissatisfaction(
                            waveId, programId, period, accountId, scope, teamId, managerId, line,
                            segment)
                        .orElseThrow(
                            () -> Refused.notFound("waveId", "There is no such wave yet."))));
    return Response.ok(figures)
        .header("Content-Type", "text/csv; charset=UTF-8")
        .header("Content-Disposition", "attachment; filename=\"dissatisfaction.csv\"")
        .build();
  }
}
