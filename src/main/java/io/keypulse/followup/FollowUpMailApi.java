package io.keypulse.followup;

import io.keypulse.platform.AsSystem;
import io.keypulse.platform.CurrentViewer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.InstantSource;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Input;
import org.eclipse.microprofile.graphql.Mutation;
import org.eclipse.microprofile.graphql.Name;

@GraphQLApi
public class FollowUpMailApi {
  @Inject CurrentViewer viewer;
  @Inject Release releases;
  @Inject InstantSource clock;

  @Input("FollowUpMailsReleaseInput")
  public record MailsRelease(
      @Description("false: they have left already, and do not leave again.") boolean send) {}

  @Name("FollowUpMailsReleased")
  public record Released(@Description("0 where none was held.") int mails) {}

  @Mutation("followUpMailsRelease")
  @Description(
      "Sends the mails about cases that are held since the database was found to be a copy, or keeps them from leaving again; for administrators. /q/health/well says how many wait.")
  public Released followUpMailsRelease(MailsRelease input) {
    viewer.requireAdmin();
    return new Released(releases.of(input.send(), clock.instant()));
  }

  @ApplicationScoped
  static class Release {
    @Inject FollowUpMails mails;

    @AsSystem
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    int of(boolean send, Instant now) {
      return mails.release(send, now);
    }
  }
}
