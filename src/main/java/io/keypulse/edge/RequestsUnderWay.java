package io.keypulse.edge;

import io.quarkus.vertx.http.runtime.filters.QuarkusRequestWrapper;
import io.vertx.core.http.HttpServerRequest;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/**
 * What Quarkus counts, to wait for it at its end: each request until its response has ended. That
 * of a socket never does, not even when the socket is closed, so that every later end would take
 * all its time.
 */
final class RequestsUnderWay {
  private static final MethodHandle DONE = done();

  private RequestsUnderWay() {}

  /** Counts this one as answered; in development nothing is counted. */
  static void forget(HttpServerRequest request) {
    if (request.getCookie(QuarkusRequestWrapper.FAKE_COOKIE_NAME) == null) {
      return;
    }
    try {
      DONE.invoke(QuarkusRequestWrapper.get(request));
    } catch (Throwable fault) {
      throw new IllegalStateException(fault);
    }
  }

  /** Quarkus calls it for everything but sockets, and nobody else may. */
  private static MethodHandle done() {
    try {
      return MethodHandles.privateLookupIn(QuarkusRequestWrapper.class, MethodHandles.lookup())
          .findVirtual(QuarkusRequestWrapper.class, "done", MethodType.methodType(void.class));
    } catch (ReflectiveOperationException changed) {
      throw new IllegalStateException(changed);
    }
  }
}
