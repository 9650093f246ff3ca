package io.keypulse.platform;

import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Name;

@Name("LineScope")
@Description("How far below somebody in the reporting line.")
public enum LineScope {
  @Description("Those who report to them.")
  DIRECT,
  @Description("Everybody below.")
  TREE
}
