package io.keypulse.report;

import io.keypulse.analysis.ReportConfig;
import io.keypulse.platform.LineScope;
import io.keypulse.platform.Once;
import io.keypulse.platform.OnlyKnownParameters;
import io.keypulse.platform.Period;
import io.keypulse.platform.QueryTransaction;
import io.keypulse.survey.PrivatePage;
import io.keypulse.survey.WordingLanguages;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.InstantSource;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * {@code GET /reports/managers/{id}}: the accounts that a manager and their people lead, in a wave,
 * in those opened in a period, or in the newest; for the manager and everybody above.
 */
@OnlyKnownParameters
@Path("/reports/managers/{managerId}")
@Produces(MediaType.TEXT_HTML)
@RunOnVirtualThread
class ManagerReport {
  @Inject Inquiry inquiry;
  @Inject QueryTransaction transaction;
  @Inject ReportConfig config;
  @Inject InstantSource clock;

  @CheckedTemplate(basePath = "report")
  static final class Templates {
    private Templates() {}

    static native TemplateInstance report(Sheet sheet);
  }

  @GET
  public Response show(
      String managerId,
      @QueryParam("waveId") @Nullable String waveId,
      @QueryParam("programId") @Nullable String programId,
      @QueryParam("from") @Nullable LocalDate from,
      @QueryParam("to") @Nullable LocalDate to,
      @QueryParam("line") @DefaultValue("TREE") LineScope line,
      @QueryParam("lang") @Nullable String language,
      @Context HttpHeaders headers) {
    Findings findings =
        transaction.during(
            config.time(),
            () ->
                Once.during(
                    () ->
                        inquiry.about(
                            new Inquiry.Question(
                                managerId, line, waveId, programId, Period.of(from, to)))));
    String readers = WordingLanguages.of(language, headers.getAcceptableLanguages());
    Sheet sheet = Sheet.of(findings, clock.instant(), Phrases.in(readers));
    return PrivatePage.html(200, Templates.report(sheet), readers);
  }
}
