package io.keypulse.wave;

import org.eclipse.microprofile.graphql.Description;

public enum WaveState {
  @Description("Mails leave and answers count.")
  OPEN,
  @Description("No mail leaves until somebody resumes it; answers count.")
  PAUSED,
  @Description("No mail leaves and no answer counts.")
  CLOSED
}
