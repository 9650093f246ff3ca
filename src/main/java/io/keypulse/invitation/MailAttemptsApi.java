package io.keypulse.invitation;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import io.keypulse.platform.Batch;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Source;

/** What was tried before a mail was taken, or given up. */
@GraphQLApi
public class MailAttemptsApi {
  @Inject MailAttempts attempts;

  @Description(
      "Its attempts that were not taken, the first one first; of the one that was taken tells sentAt.")
  @Transactional
  @Name("refusals")
  public List<List<@NonNull MailAttemptView>> ofInvitations(
      @Source List<ContactInWaveView.InvitationMail> asked) {
    List<Long> mails = asked.stream().map(ContactInWaveView.InvitationMail::mailKey).toList();
    return Batch.lists(asked, ContactInWaveView.InvitationMail::mailKey, byMail(mails));
  }

  @Description("Its attempts that were not taken, the first one first.")
  @Transactional
  @Name("refusals")
  public List<List<@NonNull MailAttemptView>> ofUndelivered(@Source List<UndeliveredView> asked) {
    List<Long> mails = asked.stream().map(UndeliveredView::mailKey).toList();
    return Batch.lists(asked, UndeliveredView::mailKey, byMail(mails));
  }

  private Map<Long, List<MailAttemptView>> byMail(List<Long> mails) {
    return attempts.of(mails).stream()
        .collect(groupingBy(MailAttempts.Noted::mailId, mapping(MailAttemptView::of, toList())));
  }
}
