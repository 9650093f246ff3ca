package io.keypulse.wave;

import static java.util.stream.Collectors.toMap;

import io.keypulse.platform.CurrentViewer;
import io.keypulse.platform.Viewer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.Map;

/** The door for later rooms: which holds by hand frames speak of, ended or not. */
@ApplicationScoped
public class HoldLog {
  @Inject ContactHolds holds;
  @Inject CurrentViewer viewer;

  /** Those of them that this viewer may see. */
  public Map<Long, ContactHoldView> byIds(Collection<Long> ids) {
    Viewer current = viewer.require();
    return holds.byIds(ids).stream()
        .collect(toMap(ContactHolds.Hold::id, hold -> ContactHoldView.of(hold, current)));
  }
}
