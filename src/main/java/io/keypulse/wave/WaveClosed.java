package io.keypulse.wave;

import java.time.Instant;

/** Fired in the transaction that closes a wave. */
public record WaveClosed(int waveId, Instant at) {}
