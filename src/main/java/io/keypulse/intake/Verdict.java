package io.keypulse.intake;

/**
 * A rejected row: its line in the file (the header is line 1), the column at fault, and what to do
 * about it.
 */
public record Verdict(long line, String column, Rejection.Code code, String message) {}
