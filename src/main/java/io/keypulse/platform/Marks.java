package io.keypulse.platform;

import java.util.List;

/**
 * All that says who some people are: names, addresses and numbers that nobody else has.
 *
 * @param people ids of contacts
 * @param spellings of their addresses
 * @param patterns as {@code marks_of} in the database writes them
 */
public record Marks(List<Integer> people, List<String> spellings, String patterns) {}
