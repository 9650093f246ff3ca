package io.keypulse.platform;

import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Name;

@Name("Node")
@Description("Anything that has an id of its own and can be read again by it.")
public interface Node {
  @Id
  @Name("id")
  String id();
}
