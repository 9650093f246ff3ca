package io.keypulse.analysis;

import io.keypulse.platform.Spreadsheet;
import java.util.Map;

/** What teams, managers and segments say. */
record PartRows(FigureRows rows) {
  void write(PartsView found) {
    String kind = found.of().name();
    int told = found.parts() - found.withheld();
    rows.count("PARTS", kind + "_WITH_OPINION", told - found.withoutAnswers(), found.parts());
    rows.count("PARTS", kind + "_WITHHELD", found.withheld(), found.parts());
    rows.count("PARTS", kind + "_STANDING", found.standing(), found.compared());
    for (PartsView.Part part : found.nodes()) {
      String name = Spreadsheet.harmless(part.name());
      rows.share(kind, name, part.dissatisfied());
      part.judged().ifPresent(judged -> write(kind, name, judged));
    }
  }

  private void write(String kind, String name, PartsView.Judged judged) {
    rows.write(
        kind + "_JUDGED",
        name,
        Map.of(
            "share", FigureRows.share(judged.share()),
            "lowest", FigureRows.share(judged.lowestShare()),
            "highest", FigureRows.share(judged.highestShare()),
            "note", judged.direction().name()));
    rows.write(
        kind + "_PROBABILITY_WORSE",
        name,
        Map.of("share", FigureRows.share(judged.probabilityWorse())));
    judged
        .adjustedP()
        .ifPresent(
            p -> rows.write(kind + "_ADJUSTED_P", name, Map.of("share", FigureRows.share(p))));
  }
}
