package io.keypulse.intake;

import io.keypulse.platform.CurrentViewer;
import io.keypulse.platform.GlobalId;
import io.keypulse.platform.NodeFinder;
import io.keypulse.platform.Viewer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;

@ApplicationScoped
class ImportJobFinder implements NodeFinder {
  @Inject ImportJobList jobs;
  @Inject CurrentViewer viewer;

  @Override
  public String type() {
    return ImportJobView.TYPE;
  }

  @Override
  public Optional<ImportJobView> find(String id) {
    return viewer.require().access() == Viewer.Access.ADMIN
        ? jobs.byId(GlobalId.parse(ImportJobView.TYPE, id, "id")).map(ImportJobView::of)
        : Optional.empty();
  }
}
