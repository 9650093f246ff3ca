package io.keypulse.demo;

import io.keypulse.intake.ImportReport;
import io.keypulse.intake.Intake;
import io.keypulse.invitation.InvitationDispatcher;
import io.keypulse.platform.AsSystem;
import io.keypulse.survey.SurveyApi;
import io.keypulse.survey.SurveyProgramCreate;
import io.keypulse.wave.WaveKeeper;
import io.keypulse.wave.WaveLog;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.function.Consumer;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Brings the sample company to life: its data by CSV, its past waves, and one wave of today. */
@ApplicationScoped
class Founding {
  private static final int SAMPLE_SIZE = 200;

  @Inject Intake intake;
  @Inject SurveyApi surveys;
  @Inject PastWaves pastWaves;
  @Inject PastCases pastCases;
  @Inject WaveKeeper keeper;
  @Inject WaveLog waves;
  @Inject InvitationDispatcher dispatcher;
  @Inject InstantSource clock;

  @ConfigProperty(name = "keypulse.demo.own-mail-sink", defaultValue = "true")
  boolean ownMailSink;

  /** Does nothing where there has been a wave before. */
  @AsSystem
  public void found(Consumer<String> say) {
    if (QuarkusTransaction.requiringNew().call(waves::latest).isPresent()) {
      return;
    }
    Instant now = clock.instant();
    ZoneId zone = ZoneId.systemDefault();
    SampleCompany company = new SampleCompany(LocalDate.ofInstant(now, zone));
    company.tables().forEach(table -> take(table, say));
    int program = program(zone);
    if (ownMailSink) {
      holdPastWaves(program, now, zone, company, say);
    } else {
      say.accept("No past waves: their mails would go to your mail server.");
    }
    keeper.openNow(program, now);
    say.accept("Sending today's wave: %d mails".formatted(dispatcher.dispatch(clock)));
  }

  private void take(Table table, Consumer<String> say) {
    try {
      Path file = Files.createTempFile("keypulse-", ".csv");
      try {
        Files.writeString(file, table.csv());
        ImportReport report = intake.take(table.kind(), file);
        if (report.rejected() > 0) {
          throw new IllegalStateException(
              "The sample company's " + table.kind() + " are faulty: " + report.verdicts());
        }
        say.accept("Imported %,d %s".formatted(report.rows(), table.kind().replace('-', ' ')));
      } finally {
        Files.delete(file);
      }
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }

  private int program(ZoneId zone) {
    return surveys
        .surveyProgramCreate(
            new SurveyProgramCreate(
                "Key account pulse",
                "Learn which key customers are dissatisfied, and with what, before they leave.",
                null,
                "0 9 5 1,4,7,10 *",
                null,
                zone.getId(),
                SAMPLE_SIZE,
                (int) PastWaves.TIME_TO_ANSWER.toDays(),
                null,
                null,
                null,
                null,
                null,
                null))
        .key();
  }

  private void holdPastWaves(
      int program, Instant now, ZoneId zone, SampleCompany company, Consumer<String> say) {
    List<Instant> openings = PastWaves.before(now, zone);
    pastWaves.promise(program, openings.getFirst());
    for (int i = 0; i < openings.size(); i++) {
      Instant at = openings.get(i);
      int answers = pastWaves.hold(program, i + 1, at, company);
      say.accept(
          "Wave of %s: %d of %d answered"
              .formatted(LocalDate.ofInstant(at, zone), answers, SAMPLE_SIZE));
    }
    pastCases.work(program, openings.getLast());
  }
}
