package io.keypulse.platform;

/** What another system calls a thing: unique per source. */
public record ExternalId(String source, String value) {
  @Override
  public String toString() {
    return source + "/" + value;
  }
}
