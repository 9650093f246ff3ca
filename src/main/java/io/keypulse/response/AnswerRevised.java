package io.keypulse.response;

import java.time.Instant;

/**
 * Fired in the transaction in which somebody adds to their answer or corrects it. The overall
 * answer is still the first one.
 */
public record AnswerRevised(long invitationId, int waveId, int accountId, int teamId, Instant at) {}
