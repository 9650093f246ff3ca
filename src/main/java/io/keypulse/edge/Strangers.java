package io.keypulse.edge;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/** Who has opened a socket and has not signed in yet: so many of one network, on this replica. */
final class Strangers {
  private static final int MOST = 50;

  private final Map<String, Integer> waiting = new ConcurrentHashMap<>();

  /** One socket, until it is signed in or closed, whichever comes first. */
  final class Stranger {
    private final String network;
    private final AtomicBoolean known = new AtomicBoolean();

    private Stranger(String network) {
      this.network = network;
    }

    void leave() {
      if (known.compareAndSet(false, true)) {
        waiting.computeIfPresent(network, (_, number) -> number == 1 ? null : number - 1);
      }
    }
  }

  Optional<Stranger> admit(String network) {
    Stranger stranger = new Stranger(network);
    if (waiting.merge(network, 1, Integer::sum) <= MOST) {
      return Optional.of(stranger);
    }
    stranger.leave();
    return Optional.empty();
  }
}
