package io.keypulse.wave;

/** Fired in the transaction that closes a wave. */
public record WaveClosed(int waveId) {}
