package io.keypulse.platform;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduler;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptor;

/** No job begins while the application ends. */
@ApplicationScoped
class LastTick {
  @Inject Scheduler scheduler;

  void pause(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) ShutdownEvent end) {
    if (scheduler.isStarted()) {
      scheduler.pause();
    }
  }
}
