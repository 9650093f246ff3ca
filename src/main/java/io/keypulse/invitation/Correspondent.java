package io.keypulse.invitation;

/** Whom somebody who was asked can turn to: as a reply to their mail reaches them. */
public record Correspondent(String name, String email) {}
