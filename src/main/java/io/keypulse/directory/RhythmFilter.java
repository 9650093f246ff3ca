package io.keypulse.directory;

import static java.util.stream.Collectors.joining;

import io.keypulse.trade.PurchasesView.Rhythm;
import io.smallrye.graphql.api.Nullable;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Input;
import org.eclipse.microprofile.graphql.NonNull;

@Input("PurchaseRhythmFilter")
@Description(
    "Its rhythm today, as Account.purchases tells it of the company alone; every part given narrows.")
public record RhythmFilter(
    @Nullable @org.jspecify.annotations.Nullable Rhythm eq,
    @Nullable @org.jspecify.annotations.Nullable List<@NonNull Rhythm> in) {
  void narrow(Conditions conditions) {
    Set<Rhythm> wanted = EnumSet.allOf(Rhythm.class);
    if (eq != null) {
      wanted.retainAll(Set.of(eq));
    }
    if (in != null) {
      wanted.retainAll(in);
    }
    if (wanted.contains(Rhythm.NEVER)) {
      conditions.add("not " + ofMany(EnumSet.complementOf(EnumSet.copyOf(wanted))));
    } else if (wanted.equals(Set.of(Rhythm.OVERDUE))) {
      conditions.add(
          "a.id in (select r.account_id from account_rhythm r where %s)"
              .formatted(is(Rhythm.OVERDUE)));
    } else {
      conditions.add(ofMany(wanted));
    }
  }

  /** Looked up for one account after the other, in the order of the list. */
  private static String ofMany(Set<Rhythm> rhythms) {
    return """
    (a.id not in (select unsettled_rhythms())
        and exists (select from purchase_rhythm r where r.account_id = a.id and (%1$s) offset 0)
      or a.id in (select r.account_id from unsettled_rhythm r where %1$s))"""
        .formatted(among(rhythms));
  }

  private static String among(Set<Rhythm> rhythms) {
    return rhythms.isEmpty()
        ? "false"
        : rhythms.stream().map(RhythmFilter::is).collect(joining(" or "));
  }

  private static String is(Rhythm rhythm) {
    return switch (rhythm) {
      case NEVER -> "r.last_order is null";
      case ON_TIME -> "r.overdue_from > today()";
      case OVERDUE -> "r.overdue_from <= today()";
      case TOO_FEW_ORDERS -> "r.last_order is not null and r.overdue_from is null";
    };
  }
}
