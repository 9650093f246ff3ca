package io.keypulse.platform;

import java.util.Optional;

/**
 * How a room finds one object of a type by its global id, for {@code node(id)}: behind the wall
 * like every other query.
 */
public interface NodeFinder {
  /** As in the id and in the schema, for example Account. */
  String type();

  /** What the viewer may see of it; nothing where there is none or it is hidden. */
  Optional<? extends Node> find(String id);
}
