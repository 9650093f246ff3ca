package io.keypulse.wave;

import java.time.Instant;

/** Fired in the transaction that pauses a wave. */
public record WavePaused(int waveId, Instant at) {}
