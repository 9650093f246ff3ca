package io.keypulse.invitation;

import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Name;

@Name("WaveBooks")
@Description(
    "Where everyone who was invited stands, counted over the accounts this viewer sees:"
        + " planned = sent + failed + skipped + due.")
public record BooksView(
    int planned,
    @Description("Not sent yet: waiting, held, under way, or to be repeated.") int due,
    @Description("Of those due: a person has to let the wave's delivery go on.") int held,
    @Description("Of those due: nobody can know yet whether the mail arrived.") int inDoubt,
    int sent,
    @Description(
            "Refused for good, sent and returned, or in doubt and not repeated any more: of these somebody may have one.")
        int failed,
    @Description("Of those failed: the mail was sent and came back.") int returned,
    @Description(
            "Not sent because the wave closed, or because the person was interviewed or is not to be written to, or"
                + " can only be telephoned.")
        int skipped,
    @Description(
            "Of those skipped: there is no address and the program telephones, so that they stand on the call list.")
        int byPhone,
    @Description(
            "By whatever way: on the telephone also those whom no mail reached; those who took their answer back since too, whom no figure counts.")
        int answered,
    @Description("Sent and not answered.") int silent,
    @Description("Of those sent: an automatic reply said that the person is away.") int away,
    @Description(
            "Whether the numbers add up: planned is counted over people, the others over mails. Never false but by"
                + " a fault of ours.")
        boolean balanced) {

  static BooksView of(List<MailReports.Count> rows) {
    List<MailReports.Count> invitations =
        rows.stream().filter(row -> row.kind().equals(MailKind.INVITATION.name())).toList();
    int planned = invitations.stream().mapToInt(MailReports.Count::count).sum();
    int due = count(invitations, MailState.OPEN);
    int sent = count(invitations, MailState.SENT);
    int returned = count(invitations, MailState.BOUNCED);
    int failed = returned + count(invitations, MailState.FAILED);
    int skipped = count(invitations, MailState.SKIPPED);
    return new BooksView(
        planned,
        due,
        count(invitations, MailState.HELD),
        count(invitations, MailState.UNKNOWN),
        sent,
        failed,
        returned,
        skipped,
        invitations.stream().mapToInt(MailReports.Count::byPhone).sum(),
        invitations.stream().mapToInt(MailReports.Count::answered).sum(),
        sent
            - invitations.stream()
                .filter(row -> MailState.SENT.name().equals(row.state()))
                .mapToInt(MailReports.Count::answered)
                .sum(),
        invitations.stream().mapToInt(MailReports.Count::absent).sum(),
        planned == due + sent + failed + skipped);
  }

  static int count(List<MailReports.Count> rows, MailState state) {
    return count(rows, Set.of(state));
  }

  static int count(List<MailReports.Count> rows, Collection<MailState> states) {
    Set<String> names = Set.copyOf(states.stream().map(MailState::name).toList());
    return rows.stream()
        .filter(row -> row.state() != null && names.contains(Objects.requireNonNull(row.state())))
        .mapToInt(MailReports.Count::count)
        .sum();
  }
}
