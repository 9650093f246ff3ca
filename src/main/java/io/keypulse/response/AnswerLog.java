package io.keypulse.response;

import io.keypulse.platform.CurrentViewer;
import io.keypulse.platform.Viewer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.List;

/** The door for whoever shows single answers. */
@ApplicationScoped
public class AnswerLog {
  @Inject Answers answers;
  @Inject CurrentViewer viewer;

  /** Those that may be read one by one, the newest first. */
  public List<AnswerView> answers(Collection<Long> invitationIds) {
    Viewer current = viewer.require();
    return answers.readable(invitationIds).stream()
        .map(said -> AnswerView.of(said, current))
        .toList();
  }
}
