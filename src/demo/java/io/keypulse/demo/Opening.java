package io.keypulse.demo;

import io.quarkus.arc.profile.IfBuildProfile;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduler;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.logging.Level;
import java.util.logging.LogManager;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * The demo's first minute: founds the sample company while the pages are up already, and only then
 * lets the schedule run, which would close the past waves.
 */
@ApplicationScoped
@IfBuildProfile("demo")
class Opening {
  private static final Logger LOG = Logger.getLogger(Opening.class);

  @Inject Founding founding;
  @Inject Scheduler schedule;

  @ConfigProperty(name = "quarkus.http.port")
  int port;

  private volatile boolean stopping;

  void open(@Observes StartupEvent started) {
    Thread.ofPlatform().daemon().name("founding").start(this::found);
  }

  /** What jobs complain about while everything around them ends is of no use to anybody. */
  void close(@Observes ShutdownEvent ended) {
    stopping = true;
    LogManager.getLogManager().getLogger("").setLevel(Level.OFF);
  }

  private void found() {
    try {
      founding.found(Demo::say);
      Demo.markFounded();
      schedule.resume();
      Demo.say(
          "Keypulse runs: open http://localhost:%d/ (password of everyone: %s). Ctrl-C stops it, its data stays."
              .formatted(port, DemoPeople.PASSWORD));
    } catch (RuntimeException fault) {
      if (!stopping) {
        LOG.error("The sample company could not be founded", fault);
        Quarkus.asyncExit(1);
      }
    }
  }
}
