package io.keypulse.platform;

import java.util.List;

/**
 * A contact, and what points at this person and at nobody else.
 *
 * @param addresses e-mail addresses, present and former
 * @param texts phone numbers and external ids as messages write them
 */
public record Person(
    int contactId, ExternalId externalId, List<String> addresses, List<String> texts) {}
