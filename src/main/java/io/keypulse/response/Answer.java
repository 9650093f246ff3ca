package io.keypulse.response;

import io.keypulse.invitation.Inviter;
import io.keypulse.survey.Aspect;
import io.keypulse.survey.Satisfaction;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What one person said, once. */
@Entity
class Answer {
  @Id
  @Column(name = "invitation_id")
  long invitationId;

  @Column(name = "wave_id")
  int waveId;

  @Column(name = "contact_id")
  int contactId;

  @Column(name = "account_id")
  int accountId;

  @Column(name = "team_id")
  int teamId;

  short overall;

  /** In the order of the wave's aspects; null where nothing was marked. */
  @Nullable Short[] ratings = {};

  @Nullable String why;

  @Column(name = "answered_at")
  Instant answeredAt = Instant.EPOCH;

  static Answer of(Inviter.Invited who, AnswerGiven given, List<Aspect> aspects, Instant now) {
    Answer answer = new Answer();
    answer.invitationId = who.invitationId();
    answer.waveId = who.waveId();
    answer.contactId = who.contactId();
    answer.accountId = who.accountId();
    answer.teamId = who.teamId();
    answer.overall = (short) given.overall().score;
    answer.ratings = ratings(given.ratings(), aspects);
    answer.why = given.why();
    answer.answeredAt = now;
    return answer;
  }

  boolean says(AnswerGiven given, List<Aspect> aspects) {
    return overall == given.overall().score
        && Arrays.equals(ratings, ratings(given.ratings(), aspects))
        && Objects.equals(why, given.why());
  }

  private static @Nullable Short[] ratings(Map<Aspect, Satisfaction> given, List<Aspect> aspects) {
    @Nullable Short[] ratings = new Short[aspects.size()];
    for (int place = 0; place < ratings.length; place++) {
      Satisfaction rating = given.get(aspects.get(place));
      ratings[place] = rating == null ? null : Short.valueOf((short) rating.score);
    }
    return ratings;
  }
}
