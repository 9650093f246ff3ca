package io.keypulse.invitation;

/** Whom somebody who was asked can turn to. */
public record ReplyContact(String name, String email) {}
