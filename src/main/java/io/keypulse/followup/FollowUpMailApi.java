package io.keypulse.followup;

import io.keypulse.platform.CurrentViewer;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.InstantSource;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Input;
import org.eclipse.microprofile.graphql.Mutation;
import org.eclipse.microprofile.graphql.Name;

@GraphQLApi
public class FollowUpMailApi {
  @Inject CurrentViewer viewer;
  @Inject HeldCaseMails held;
  @Inject InstantSource clock;

  @Input("FollowUpMailsReleaseInput")
  public record MailsRelease(
      @Description("false: they have left already, and do not leave again.") boolean send) {}

  @Name("FollowUpMailsReleased")
  public record Released(@Description("0 where none was held.") int mails) {}

  @Mutation("followUpMailsRelease")
  @Description(
      "Sends the mails about cases that are held since the database was found to be a copy, or keeps them from leaving again; for administrators. /q/health/well says how many wait.")
  @Transactional(Transactional.TxType.NEVER)
  public Released followUpMailsRelease(MailsRelease input) {
    viewer.requireAdmin();
    return new Released(held.release(input.send(), clock.instant()));
  }
}
