package io.keypulse.wave;

import java.time.Instant;

/** Fired in the transaction that draws a wave; its {@code frame_entry} rows are written. */
public record WaveDrawn(int waveId, Instant at) {}
