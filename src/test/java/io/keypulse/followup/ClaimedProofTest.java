package io.keypulse.followup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.keypulse.Database;
import io.keypulse.KeypulseTest;
import io.keypulse.Mailbox;
import io.keypulse.MovableClock;
import io.keypulse.invitation.InvitationDispatcher;
import io.keypulse.platform.GlobalId;
import jakarta.inject.Inject;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is said between the writing of a question whether it is mended and its leaving. */
@KeypulseTest
class ClaimedProofTest {
  @Inject InvitationDispatcher invitations;
  @Inject FollowUpDispatcher notices;
  @Inject FollowUpMailBooks books;
  @Inject MovableClock clock;

  @Test
  void whoIsHeldMeanwhileIsNotAskedWhetherItIsMended() {
    Loop loop = new Loop();
    loop.staffed();
    loop.keyAccount("acme", 1);
    String wave = loop.company.openWave(loop.company.program(100_000));
    invitations.dispatch(clock);
    loop.answer("acme", 1, "overall", 2);
    loop.company.closeWave(wave);
    loop.change("ana", "followUpAcknowledge");
    notices.dispatch(clock);
    loop.workUpToResolved("ana");
    int mails = Mailbox.of(loop.company.address("acme", 1)).size();

    FollowUpMailMoves.Claimed proof =
        books.claim(clock.instant()).stream()
            .filter(mail -> books.content(mail, clock.instant()).proofKey() != null)
            .findFirst()
            .orElseThrow();
    MailContents.Content written = books.content(proof, clock.instant());
    loop.as("ana")
        .data(
            "mutation ($i: ContactHoldSetInput!) { contactHoldSet(input: $i) { id } }",
            Map.of(
                "i",
                Map.of(
                    "contactId",
                    GlobalId.of(
                        "Contact",
                        Long.parseLong(
                            Database.value(
                                "select id from contact where source = ? and external_id = 'acme1'",
                                loop.company.prefix))),
                    "reason",
                    "In hospital")));
    assertFalse(books.start(proof, written, clock.instant()));
    notices.dispatch(clock);
    assertEquals("COULD_NOT_BE_ASKED", loop.newest().getString("proofs[0].outcome"));
    assertEquals(mails, Mailbox.of(loop.company.address("acme", 1)).size());
  }
}
