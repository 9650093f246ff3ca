package io.keypulse.intake;

import io.keypulse.platform.ExternalId;

/**
 * The ids a file has shown so far, as 64-bit hashes in bounded memory: after four million of them
 * new ones are no longer remembered. That two different ids of one such file share a hash happens
 * once in two million files.
 */
final class SeenIds {
  private static final int MOST = 1 << 22;
  private static final long FNV_OFFSET = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;

  private long[] hashes = new long[1 << 13];
  private int size;

  /** False when it was seen before. */
  boolean add(ExternalId id) {
    long hash = hash(id);
    int place = place(hash, hashes);
    if (hashes[place] == hash) {
      return false;
    }
    if (size < MOST) {
      hashes[place] = hash;
      size++;
      if (size > hashes.length / 2) {
        grow();
      }
    }
    return true;
  }

  private void grow() {
    long[] larger = new long[hashes.length * 2];
    for (long hash : hashes) {
      if (hash != 0) {
        larger[place(hash, larger)] = hash;
      }
    }
    hashes = larger;
  }

  /** Where this hash is, or where it would go. */
  private static int place(long hash, long[] among) {
    int place = (int) hash & (among.length - 1);
    while (among[place] != 0 && among[place] != hash) {
      place = (place + 1) & (among.length - 1);
    }
    return place;
  }

  private static long hash(ExternalId id) {
    long hash = fnv(fnv(FNV_OFFSET, id.source()) * FNV_PRIME, id.value());
    hash = (hash ^ (hash >>> 32)) * 0x9e3779b97f4a7c15L;
    hash ^= hash >>> 29;
    return hash == 0 ? 1 : hash;
  }

  private static long fnv(long start, String text) {
    long hash = start;
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * FNV_PRIME;
    }
    return hash;
  }
}
