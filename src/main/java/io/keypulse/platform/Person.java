package io.keypulse.platform;

import java.util.List;
import java.util.stream.Stream;

/**
 * A contact, and what points at this person and at nobody else.
 *
 * @param addresses e-mail addresses, present and former
 * @param phones numbers, present and former
 * @param names as texts may have them; others can be called alike
 * @param marks all of that as {@link Marks#patterns}
 */
public record Person(
    int contactId,
    ExternalId externalId,
    List<String> addresses,
    List<String> phones,
    List<String> names,
    String marks) {
  /** External ids and numbers as messages write them. */
  List<String> texts() {
    return Stream.concat(Stream.of(externalId.toString()), phones.stream()).toList();
  }

  /** The addresses as people may have written them, in lower case. */
  public List<String> spellings() {
    return spellings(addresses);
  }

  public static List<String> spellings(List<String> addresses) {
    return addresses.stream().flatMap(EmailAddress::spellings).distinct().toList();
  }
}
