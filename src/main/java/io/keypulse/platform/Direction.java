package io.keypulse.platform;

import org.eclipse.microprofile.graphql.Name;

@Name("OrderDirection")
public enum Direction {
  ASC,
  DESC
}
