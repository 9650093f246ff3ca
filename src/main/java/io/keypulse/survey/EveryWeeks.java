package io.keypulse.survey;

import java.time.LocalDate;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Input;
import org.eclipse.microprofile.graphql.Name;

@Name("EveryWeeks")
@Description("A schedule of every n weeks, in the time zone of its program.")
public record EveryWeeks(
    int weeks, LocalDate startsOn, @Description("Hours and minutes, as 09:00.") String at) {

  @Input("EveryWeeksInput")
  public record Choice(
      @Description("1 to 52.") int weeks,
      @Description("The first day; the others fall on its weekday.") LocalDate startsOn,
      @Description("Hours and minutes of the local day, as 09:00.") String at) {}
}
