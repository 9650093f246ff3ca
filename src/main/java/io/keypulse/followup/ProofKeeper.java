package io.keypulse.followup;

import io.keypulse.invitation.PersonalLinks;
import io.keypulse.platform.AsSystem;
import io.keypulse.platform.Chance;
import io.keypulse.response.AnswerDeleted;
import io.keypulse.survey.Satisfaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Asks the customer whether it is mended, and believes nobody else. */
@ApplicationScoped
class ProofKeeper {
  private static final int AT_ONCE = 500;

  @Inject Proofs proofs;
  @Inject FollowUps followUps;
  @Inject FollowUpPolicies policies;
  @Inject FollowUpMails mails;
  @Inject CaseStart cases;
  @Inject PersonalLinks links;
  @Inject Chance chance;
  @Inject CaseEnd ends;

  enum Taken {
    RECORDED,
    SAID_BEFORE,
    SAID_OTHERWISE_BEFORE,
    TOO_LATE
  }

  /** In the transaction that resolves the case. */
  void ask(FollowUp followUp, Instant now) {
    UUID key = chance.key();
    Instant expires = now.plus(Duration.ofDays(policies.current().proofDays()));
    long proof = proofs.ask(followUp, key, links.hash(key), now, expires);
    mails.aboutProof(followUp, proof, now);
  }

  /** Whether this came after what the customer has said of earlier resolutions. */
  boolean isSinceLastWord(FollowUp followUp, Instant at) {
    return proofs.of(List.of(followUp.id)).stream()
        .map(Proofs.Proof::answeredAt)
        .noneMatch(answered -> answered != null && answered.isAfter(at));
  }

  Optional<Proofs.Proof> byToken(String token) {
    return links.hash(token).flatMap(proofs::byHash);
  }

  Taken answer(Proofs.Proof proof, Satisfaction answer, Instant now) {
    if (proof.answer() != null) {
      return said(proof, answer);
    }
    FollowUp followUp = followUps.locked(proof.followUpId()).orElseThrow();
    Proofs.Outcome outcome = Proofs.Outcome.of(answer);
    if (!proofs.answer(proof.id(), answer, outcome, now)) {
      return proofs.of(List.of(proof.followUpId())).stream()
          .filter(one -> one.id() == proof.id() && one.answer() != null)
          .map(one -> said(one, answer))
          .findFirst()
          .orElse(Taken.TOO_LATE);
    }
    switch (outcome) {
      case RECOVERED -> ends.close(followUp, FollowUpState.RECOVERED, now);
      case UNPROVEN -> ends.close(followUp, FollowUpState.UNPROVEN, now);
      case NOT_RECOVERED -> cases.reopen(followUp, now);
    }
    return Taken.RECORDED;
  }

  private static Taken said(Proofs.Proof proof, Satisfaction answer) {
    return proof.answer() != null && proof.answer() == answer.score
        ? Taken.SAID_BEFORE
        : Taken.SAID_OTHERWISE_BEFORE;
  }

  /**
   * Somebody who took their answer back has nothing to be asked about any more, and what it said is
   * told by no case.
   */
  void withdrawn(@Observes AnswerDeleted answer) {
    followUps
        .locked(answer.contactId(), answer.waveId())
        .ifPresent(
            followUp -> {
              proofs.withdraw(followUp.id);
              if (followUp.closedAt == null) {
                mails.over(followUp, answer.at());
                ends.close(followUp, FollowUpState.UNPROVEN, answer.at());
              }
              followUps.flush();
              followUps.forgetSubject(followUp);
            });
  }

  /** The cases whose customer let the time pass. */
  @AsSystem
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  List<Long> expired(Instant now) {
    return proofs.expired(now, AT_ONCE);
  }

  /** Closes a case without the customer's word, unless it came meanwhile. */
  @AsSystem
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  boolean expire(long followUpId, Instant now) {
    FollowUp followUp = followUps.locked(followUpId).orElseThrow();
    boolean expired = proofs.expire(followUpId, now);
    if (expired) {
      ends.close(followUp, FollowUpState.UNPROVEN, now);
    }
    return expired;
  }

  /** Closes a case whose customer is not to be asked, or could not be. */
  void couldNotAsk(long followUpId, String hindrance, Instant now) {
    FollowUp followUp = followUps.locked(followUpId).orElseThrow();
    if (proofs.couldNotAsk(followUpId, hindrance)) {
      ends.close(followUp, FollowUpState.UNPROVEN, now);
    }
  }
}
