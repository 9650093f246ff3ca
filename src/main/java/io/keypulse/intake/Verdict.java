package io.keypulse.intake;

import org.jspecify.annotations.Nullable;

/**
 * A row of which there is more to say than that it was taken: its line in the file (the header is
 * line 1), the column at fault, and what to do about it.
 */
public record Verdict(
    long line, RowVerdict verdict, String column, Rejection.@Nullable Code code, String message) {}
