package io.keypulse.platform;

import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Name;

@Name("LineScope")
@Description("Of the reporting line: those directly below, or everyone below.")
public enum LineScope {
  DIRECT,
  TREE
}
