package io.keypulse.wave;

/** Fired in the transaction that pauses a wave. */
public record WavePaused(int waveId) {}
