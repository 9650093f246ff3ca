package io.keypulse.platform;

import io.quarkus.arc.Arc;
import io.quarkus.security.identity.CurrentIdentityAssociation;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;

/**
 * Whoever this thread is working for: the system, the signed-in viewer of the request, or nobody.
 */
@ApplicationScoped
public class CurrentViewer {
  private static final ScopedValue<Viewer> OVERRIDE = ScopedValue.newInstance();
  private static final ScopedValue<Viewer> SYSTEM = ScopedValue.newInstance();

  @Inject CurrentIdentityAssociation association;

  public Optional<Viewer> get() {
    if (OVERRIDE.isBound()) {
      return Optional.of(OVERRIDE.get());
    }
    if (!Arc.container().requestContext().isActive()) {
      return Optional.empty();
    }
    return Optional.ofNullable(association.getIdentity().getAttribute(Viewer.ATTRIBUTE));
  }

  /** The signed-in viewer; a refusal where nobody is signed in. */
  public Viewer require() {
    return get()
        .orElseThrow(
            () -> new Refused(RefusalCode.UNAUTHENTICATED, "Authorization", "Sign in first."));
  }

  /** Refuses everyone but administrators. */
  public void requireAdmin() {
    if (require().access() != Viewer.Access.ADMIN) {
      throw Refused.forbidden("Only an administrator may do this.");
    }
  }

  /** Refuses analysts, who look on. */
  public Viewer requireToChange() {
    Viewer current = require();
    if (current.access() == Viewer.Access.ANALYST) {
      throw Refused.forbidden("Analysts look on; somebody who serves the account has to do this.");
    }
    return current;
  }

  /** Goes on with what somebody has started whose request is over. */
  public void onBehalfOf(Viewer other, Runnable work) {
    ScopedValue.where(OVERRIDE, other).run(work);
  }

  /** As {@link #onBehalfOf(Viewer, Runnable)}, with what comes of it. */
  public <T> T onBehalfOf(Viewer other, Supplier<T> work) {
    return ScopedValue.where(OVERRIDE, other).call(work::get);
  }

  boolean isSystem() {
    return SYSTEM.isBound() && OVERRIDE.isBound() && OVERRIDE.get().equals(SYSTEM.get());
  }

  /** In the name of whoever asked for it, so that the trail tells who did. */
  <T> T asSystem(Callable<T> work) throws Exception {
    Viewer system =
        get()
            .map(asking -> new Viewer(Viewer.Access.ADMIN, null, asking.name()))
            .orElse(Viewer.SYSTEM);
    return ScopedValue.where(OVERRIDE, system).where(SYSTEM, system).call(work::call);
  }
}
