package io.keypulse.wave;

import java.time.Instant;

/** Fired in the transaction that lets a paused wave go on. */
public record WaveResumed(int waveId, Instant at) {}
