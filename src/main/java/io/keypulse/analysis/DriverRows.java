package io.keypulse.analysis;

import java.util.HashMap;
import java.util.Map;

/** Which aspects go with how satisfied people are. */
record DriverRows(FigureRows rows) {
  void write(DriversView found) {
    rows.write(
        "DRIVERS",
        found.certainty().name(),
        Map.of(
            "of", FigureRows.number(found.answers()),
            "population", FigureRows.number(found.of()),
            "share", FigureRows.share(found.rSquared()),
            "note", found.sensitive() ? "SENSITIVE" : ""));
    found.drivers().forEach(driver -> write(driver, found.answers()));
    found.leftOut().forEach(aspect -> rows.note("DRIVER", aspect.name(), "LEFT_OUT"));
  }

  private void write(DriversView.Driver driver, int answers) {
    Map<String, String> cells = new HashMap<>();
    driver.place().ifPresent(place -> cells.put("count", FigureRows.number(place)));
    driver.bestPlace().ifPresent(place -> cells.put("fewest", FigureRows.number(place)));
    driver.worstPlace().ifPresent(place -> cells.put("most", FigureRows.number(place)));
    cells.put("of", FigureRows.number(answers));
    driver.share().ifPresent(share -> cells.put("share", FigureRows.share(share)));
    cells.put("note", driver.quadrant().name());
    rows.write(driver.amongTopThree() ? "TOP_DRIVER" : "DRIVER", driver.aspect().name(), cells);
  }
}
