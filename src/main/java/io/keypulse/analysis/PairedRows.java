package io.keypulse.analysis;

import java.util.HashMap;
import java.util.Map;

/** What is told account by account: then and now, buyers and users. */
record PairedRows(FigureRows rows) {
  void write(ListChangeView found) {
    rows.write(
        "CHANGE_IN_LIST",
        "",
        Map.of(
            "count", FigureRows.number(found.heardFully()),
            "of", FigureRows.number(found.heard()),
            "population", FigureRows.number(found.accounts()),
            "note", found.basis().name()));
    rows.count("CHANGE_IN_LIST", "DISSATISFIED_BEFORE", found.dissatisfiedBefore(), found.heard());
    rows.count("CHANGE_IN_LIST", "DISSATISFIED_NOW", found.dissatisfiedNow(), found.heard());
    rows.count("CHANGE_IN_LIST", "WORSE", found.worse(), found.heard());
    rows.count("CHANGE_IN_LIST", "BETTER", found.better(), found.heard());
    rows.count("CHANGE_IN_LIST", "UNCHANGED", found.unchanged(), found.heard());
    Map<String, String> cells = new HashMap<>();
    cells.put("note", found.direction().name());
    found.difference().ifPresent(share -> cells.put("share", FigureRows.share(share)));
    found.lowest().ifPresent(share -> cells.put("lowest", FigureRows.share(share)));
    found.highest().ifPresent(share -> cells.put("highest", FigureRows.share(share)));
    rows.write("CHANGE_IN_LIST", "DIFFERENCE", cells);
  }

  void write(BuyersAndUsersView found) {
    rows.count("BUYERS_AND_USERS", "USERS_WORSE", found.usersWorse(), found.accounts());
    rows.count("BUYERS_AND_USERS", "BUYERS_WORSE", found.buyersWorse(), found.accounts());
    rows.note("BUYERS_AND_USERS", "DIRECTION", found.direction());
    found
        .signedRankP()
        .ifPresent(
            p ->
                rows.write(
                    "BUYERS_AND_USERS", "SIGNED_RANK_P", Map.of("share", FigureRows.share(p))));
  }
}
