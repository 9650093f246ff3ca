package io.keypulse.wave;

import io.keypulse.platform.GlobalId;
import io.keypulse.platform.NodeFinder;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;

@ApplicationScoped
class WaveNode implements NodeFinder {
  @Inject Waves waves;

  @Override
  public String type() {
    return WaveView.TYPE;
  }

  @Override
  public Optional<WaveView> find(String id) {
    return waves.findByIdOptional(GlobalId.parseInt(WaveView.TYPE, id, "id")).map(WaveView::of);
  }
}
