package io.keypulse.survey;

import io.keypulse.platform.Refused;
import io.smallrye.graphql.api.Nullable;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Input;
import org.eclipse.microprofile.graphql.NonNull;

@Input("SurveyProgramCreateInput")
@Description("A new program; it opens its first wave at the next time of its schedule.")
public record SurveyProgramCreate(
    String name,
    @Description("What the company wants to learn.") String objective,
    @Nullable @Description("In the order of the page; all eight when left out.")
        List<@NonNull Aspect> aspects,
    @Description("Five fields: minute hour day month weekday.") String cron,
    @Description("IANA name in which cron is read.") String timeZone,
    @Description("1 to 100,000 contacts.") int sampleSize,
    @Description("1 to 90.") int daysToAnswer) {

  SurveyProgram program(Instant now) {
    SurveyProgram program = new SurveyProgram();
    program.name = text("name", name, 100);
    program.objective = text("objective", objective, 1000);
    program.aspects = aspectCodes();
    program.cron = cron;
    program.timeZone = timeZone;
    program.sampleSize = within("sampleSize", sampleSize, 100_000);
    program.daysToAnswer = within("daysToAnswer", daysToAnswer, 90);
    program.createdAt = now;
    program.nextAt = Schedule.of(cron, timeZone).next(now);
    return program;
  }

  @SuppressWarnings(
      "NullAway") // GraphQL leaves an absent optional input null, whatever the record says
  private String[] aspectCodes() {
    List<Aspect> chosen = aspects == null ? List.of(Aspect.values()) : aspects;
    if (new HashSet<>(chosen).size() < chosen.size()) {
      throw Refused.invalid("aspects", "Name each aspect once.");
    }
    return chosen.stream().map(Aspect::name).toArray(String[]::new);
  }

  private static String text(String field, String value, int longest) {
    String text = value.strip();
    if (text.isEmpty()
        || text.length() > longest
        || text.chars().anyMatch(Character::isISOControl)) {
      throw Refused.invalid(field, "Write 1 to " + longest + " characters on one line.");
    }
    return text;
  }

  private static int within(String field, int value, int largest) {
    if (value < 1 || value > largest) {
      throw Refused.invalid(field, "Choose 1 to " + largest + ".");
    }
    return value;
  }
}
