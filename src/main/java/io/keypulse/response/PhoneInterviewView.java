package io.keypulse.response;

import io.keypulse.platform.PageInfo;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Ignore;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;

@Name("PhoneInterview")
@Description("Somebody who was drawn, has not answered and can be called.")
public record PhoneInterviewView(
    PhoneCause cause,
    @Description(
            "When to call: the agreed time, else when the call became due; those after a call without an answer come last.")
        OffsetDateTime dueAt,
    @Description("Calls so far in this wave.") int attempts,
    @Ignore int waveKey,
    @Ignore int contactKey,
    @Ignore int accountKey) {
  static PhoneInterviewView of(PhoneAttempts.Waiting waiting) {
    return new PhoneInterviewView(
        PhoneCause.valueOf(waiting.cause()),
        waiting.dueAt().atOffset(ZoneOffset.UTC),
        waiting.attempts(),
        waiting.waveId(),
        waiting.contactId(),
        waiting.accountId());
  }

  @Name("PhoneInterviewEdge")
  public record Edge(String cursor, PhoneInterviewView node) {}

  @Name("PhoneInterviewConnection")
  @Description("A page of the call list, the one to call first at its top.")
  public record Connection(
      List<@NonNull Edge> edges,
      List<@NonNull PhoneInterviewView> nodes,
      PageInfo pageInfo,
      Optional<Integer> totalCount) {}
}
