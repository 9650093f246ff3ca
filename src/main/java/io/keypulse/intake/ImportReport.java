package io.keypulse.intake;

import java.util.List;

/** What became of a file; {@code rows = created + updated + unchanged + rejected}. */
public record ImportReport(
    String kind,
    int rows,
    int created,
    int updated,
    int unchanged,
    int rejected,
    List<Verdict> verdicts) {}
