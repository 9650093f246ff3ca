package io.keypulse.invitation;

/** Whom somebody who was asked can turn to. */
public record Correspondent(String name, String email) {}
