package io.keypulse.invitation;

import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Name;

@Name("WaveBooks")
@Description(
    "Where everyone drawn stands, counted over the accounts this viewer sees:"
        + " planned = sent + failed + skipped + due; sent = answered + silent.")
public record BooksView(
    int planned,
    @Description("Not sent yet: waiting, under way, or to be repeated.") int due,
    @Description("Of those due: nobody can know yet whether the mail arrived.") int inDoubt,
    int sent,
    @Description("Refused for good.") int failed,
    @Description(
            "Not sent because the wave closed, or because the person objected or was interviewed.")
        int skipped,
    int answered,
    @Description("Sent and not answered.") int silent) {

  private static final Set<String> DUE = Set.of("DUE", "CLAIMED", "STARTED", "UNKNOWN");

  static BooksView of(List<Invitations.Books> rows) {
    int sent = count(rows, Set.of("SENT"));
    int answered = rows.stream().mapToInt(Invitations.Books::answered).sum();
    return new BooksView(
        rows.stream().mapToInt(Invitations.Books::count).sum(),
        count(rows, DUE),
        count(rows, Set.of("UNKNOWN")),
        sent,
        count(rows, Set.of("FAILED")),
        count(rows, Set.of("SKIPPED")),
        answered,
        sent - answered);
  }

  private static int count(List<Invitations.Books> rows, Set<String> states) {
    return rows.stream()
        .filter(row -> states.contains(row.state()))
        .mapToInt(Invitations.Books::count)
        .sum();
  }
}
