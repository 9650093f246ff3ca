package io.keypulse.response;

import io.keypulse.survey.Satisfaction;
import java.time.Instant;

/** Fired in the transaction that records an answer. */
public record Answered(
    long invitationId, int waveId, int accountId, int teamId, Satisfaction overall, Instant at) {}
