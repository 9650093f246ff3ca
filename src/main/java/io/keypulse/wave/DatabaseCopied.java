package io.keypulse.wave;

import java.time.Instant;

/** Fired in the transaction that finds that the database is a copy: what waits may have left. */
public record DatabaseCopied(Instant at) {}
