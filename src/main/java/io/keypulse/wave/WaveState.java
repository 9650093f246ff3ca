package io.keypulse.wave;

import org.eclipse.microprofile.graphql.Description;

@Description("OPEN: mails leave and answers count. CLOSED: neither.")
public enum WaveState {
  OPEN,
  CLOSED
}
