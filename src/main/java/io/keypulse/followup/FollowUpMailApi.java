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
  @Inject HeldCopy copy;
  @Inject InstantSource clock;

  @Input("FollowUpMailsReleaseInput")
  public record MailsRelease(
      @Description(
              "false: those that were due when the copy was found have left already, and do not leave again; what was written since leaves all the same.")
          boolean send) {}

  @Name("FollowUpMailsReleased")
  public record Released(@Description("How many waited; 0 where none did.") int mails) {}

  @Mutation("followUpMailsRelease")
  @Description(
      "Lets a copy of the database go on: cases climb again, and the mails about them that are held since it was found to be a copy are sent, or kept from leaving again; for administrators. /q/health/well says how many wait.")
  @Transactional(Transactional.TxType.NEVER)
  public Released followUpMailsRelease(MailsRelease input) {
    viewer.requireAdmin();
    return new Released(copy.release(input.send(), clock.instant()));
  }
}
