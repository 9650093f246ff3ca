package io.keypulse.response;

import java.time.Instant;

/** Somebody took their answer back. Fired in the transaction that deletes it. */
public record AnswerDeleted(int waveId, int contactId, Instant at) {}
