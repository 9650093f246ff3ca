package io.keypulse.team;

import io.keypulse.account.AccountView;
import io.keypulse.account.Customers;
import io.keypulse.platform.Batch;
import io.keypulse.platform.Channel;
import io.keypulse.platform.CurrentViewer;
import io.keypulse.platform.GlobalId;
import io.keypulse.platform.Idempotency;
import io.keypulse.platform.Refused;
import io.keypulse.platform.Today;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Input;
import org.eclipse.microprofile.graphql.Mutation;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Source;
import org.jspecify.annotations.Nullable;

/** For everyone who sees the account, but analysts. */
@GraphQLApi
public class ExecutiveMeetingApi {
  @Inject ExecutiveMeetings meetings;
  @Inject ExecutiveSponsors sponsors;
  @Inject Customers customers;
  @Inject Idempotency idempotency;
  @Inject CurrentViewer viewer;
  @Inject Today today;

  @Input("ExecutiveSponsorMeetingRecordInput")
  public record MeetingRecord(
      @Id String sponsorId,
      @io.smallrye.graphql.api.Nullable @Description("Today when left out; not in the future.")
          @Nullable LocalDate heldOn,
      @io.smallrye.graphql.api.Nullable @Description("MANUAL when left out.")
          @Nullable Channel channel,
      @io.smallrye.graphql.api.Nullable
          @Description("Any text of your own: sent again, it is done once.")
          @Nullable String idempotencyKey) {}

  @Input("ExecutiveSponsorMeetingRemoveInput")
  public record MeetingRemove(
      @Id @Description("The meeting.") String id,
      @Description("The version of the meeting.") int expectedVersion) {}

  @Mutation("executiveSponsorMeetingRecord")
  @Description(
      "For everyone who sees the account, but analysts. INVALID for a day on which the sponsorship did not hold; ALREADY_EXISTS for the same day; WRONG_STATE while the account is archived.")
  @Transactional
  public AccountView executiveSponsorMeetingRecord(MeetingRecord input) {
    viewer.requireToChange();
    ExecutiveSponsors.Held sponsor =
        sponsors
            .locked(GlobalId.parseInt(ExecutiveSponsorView.TYPE, input.sponsorId(), "sponsorId"))
            .orElseThrow(
                () -> Refused.notFound("sponsorId", "There is no such executive sponsor."));
    AccountView account = customers.living(sponsor.accountId(), "sponsorId");
    LocalDate heldOn = today.or("heldOn", input.heldOn());
    if (heldOn.isAfter(today.get())) {
      throw Refused.invalid("heldOn", "Record a meeting once it was held.");
    }
    requireHolds(sponsor, heldOn);
    Channel channel = input.channel() == null ? Channel.MANUAL : input.channel();
    idempotency.once(
        "executiveSponsorMeetingRecord",
        input.idempotencyKey(),
        input,
        () -> meetings.add(sponsor, heldOn, channel.name()));
    return account;
  }

  private static void requireHolds(ExecutiveSponsors.Held sponsor, LocalDate day) {
    if (day.isBefore(sponsor.since())) {
      throw Refused.invalid("heldOn", "The sponsorship began on " + sponsor.since() + ".");
    }
    if (sponsor.until() != null && !day.isBefore(sponsor.until())) {
      throw Refused.invalid(
          "heldOn",
          "The sponsorship held from %s on and ended on %s: name a day before its end, or record the meeting with whoever was the sponsor on %s."
              .formatted(sponsor.since(), sponsor.until(), day));
    }
  }

  @Mutation("executiveSponsorMeetingRemove")
  @Description(
      "For everyone who sees the account, but analysts: the meeting was not held, or on another day. When the next one is due is counted without it; the audit trail keeps it.")
  @Transactional
  public AccountView executiveSponsorMeetingRemove(MeetingRemove input) {
    viewer.requireToChange();
    ExecutiveMeetings.Held meeting =
        meetings
            .locked(GlobalId.parseInt(ExecutiveMeetingView.TYPE, input.id(), "id"))
            .orElseThrow(() -> Refused.notFound("id", "There is no such meeting."));
    Refused.unlessCurrent(input.expectedVersion(), meeting.version());
    meetings.remove(meeting.id());
    return customers.account(meeting.accountId()).orElseThrow();
  }

  @Description("The latest first.")
  @Transactional
  public List<List<@NonNull ExecutiveMeetingView>> meetings(
      @Source List<ExecutiveSponsorView> asked) {
    return Batch.lists(
        asked,
        ExecutiveSponsorView::key,
        meetings::of,
        ExecutiveMeetings.Meeting::sponsorId,
        ExecutiveMeetingView::of);
  }
}
