package io.keypulse.analysis;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Whether more are dissatisfied than before, and the waves one by one. */
record ChangeRows(FigureRows rows) {
  /**
   * @param against when the waves were opened that it is compared with
   */
  void write(ChangeView change, List<LocalDate> against) {
    against.forEach(day -> rows.note("CHANGE_AGAINST", "", day));
    change.sameAccounts().ifPresent(one -> compared("SAME_ACCOUNTS", one));
    change.differentAccounts().ifPresent(one -> compared("DIFFERENT_ACCOUNTS", one));
    change.people().ifPresent(one -> compared("PEOPLE", one));
    change.wholeScale().ifPresent(this::compared);
    change.byAspect().forEach(one -> compared(one.aspect().name(), one.comparison()));
    change
        .onlyWhoAnswered()
        .ifPresent(
            part ->
                rows.write("CHANGE", "ONLY_WHO_ANSWERED", Map.of("share", FigureRows.share(part))));
  }

  private void compared(ChangeView.WholeScale found) {
    rows.write(
        "CHANGE_BEFORE",
        "WHOLE_SCALE",
        Map.of("of", FigureRows.number(found.before()), "note", found.method().name()));
    Map<String, String> cells = new HashMap<>();
    cells.put("of", FigureRows.number(found.now()));
    cells.put("note", found.direction().name());
    found.probabilityWorse().ifPresent(worse -> cells.put("share", FigureRows.share(worse)));
    found.lowest().ifPresent(share -> cells.put("lowest", FigureRows.share(share)));
    found.highest().ifPresent(share -> cells.put("highest", FigureRows.share(share)));
    rows.write("CHANGE", "WHOLE_SCALE", cells);
    rows.write(
        "CHANGE_ADJUSTED_P", "WHOLE_SCALE", Map.of("share", FigureRows.share(found.adjustedP())));
  }

  private void compared(String name, ChangeView.Comparison found) {
    Map<String, String> before = new HashMap<>();
    before.put("count", FigureRows.number(found.before()));
    before.put("of", FigureRows.number(found.beforeOf()));
    before.put("note", found.method().name());
    found.beforeShare().ifPresent(share -> before.put("share", FigureRows.share(share)));
    rows.write("CHANGE_BEFORE", name, before);
    Map<String, String> cells = new HashMap<>();
    cells.put("count", FigureRows.number(found.now()));
    cells.put("of", FigureRows.number(found.nowOf()));
    cells.put("note", found.direction().name());
    found.difference().ifPresent(share -> cells.put("share", FigureRows.share(share)));
    found.lowest().ifPresent(share -> cells.put("lowest", FigureRows.share(share)));
    found.highest().ifPresent(share -> cells.put("highest", FigureRows.share(share)));
    rows.write("CHANGE", name, cells);
    rows.write("CHANGE_ADJUSTED_P", name, Map.of("share", FigureRows.share(found.adjustedP())));
  }

  /**
   * @param opened when the waves of its points were, in their order
   */
  void write(PulseView pulse, List<LocalDate> opened) {
    Map<String, String> all = new HashMap<>();
    all.put("count", FigureRows.number(pulse.waves()));
    all.put("of", FigureRows.number(pulse.baselineWaves()));
    all.put("need", FigureRows.number(pulse.wavesForLimits()));
    pulse.centre().ifPresent(share -> all.put("share", FigureRows.share(share)));
    rows.write("PULSE", "", all);
    for (int i = 0; i < opened.size(); i++) {
      PulseView.Point point = pulse.points().get(i);
      Map<String, String> cells = new HashMap<>();
      point.dissatisfied().ifPresent(count -> cells.put("count", FigureRows.number(count)));
      point.withOpinion().ifPresent(count -> cells.put("of", FigureRows.number(count)));
      point.share().ifPresent(share -> cells.put("share", FigureRows.share(share)));
      point.lowerLimit().ifPresent(limit -> cells.put("lowest", FigureRows.share(limit)));
      point.upperLimit().ifPresent(limit -> cells.put("highest", FigureRows.share(limit)));
      cells.put("note", note(point));
      rows.write("PULSE_WAVE", opened.get(i).toString(), cells);
    }
  }

  private static String note(PulseView.Point point) {
    if (point.withOpinion().isEmpty()) {
      return "WITHHELD";
    }
    return point.signal() ? "SIGNAL" : "";
  }
}
