package io.keypulse.edge;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * What one request may ask for; a request above a limit is refused before anything of it is
 * executed.
 */
@ConfigMapping(prefix = "keypulse.graphql")
interface GraphQlLimits {
  @WithDefault("65536")
  int bodyBytes();

  @WithDefault("2000")
  int tokens();

  /** Fields within fields; introspection is not counted. */
  @WithDefault("10")
  int depth();

  /** Objects that the request may fetch at most, page sizes multiplied. */
  @WithDefault("5000")
  int cost();

  /**
   * Values that the answer may hold; counted while it is built, and refused as soon as it has more.
   */
  @WithDefault("200000")
  int values();

  /** Selections when every fragment is written out where it is used. */
  @WithDefault("5000")
  int selections();

  @WithDefault("30")
  int aliases();

  @WithDefault("10")
  int rootFields();

  @WithDefault("50")
  int directives();

  /** After this the database ends what the request is doing, and nothing more of it is built. */
  @WithDefault("10s")
  Duration time();

  /** Sites whose pages may open a socket; the own one where none is named. */
  Optional<Set<String>> origins();

  /** Who may ask what the schema looks like. */
  @WithDefault("ROLE")
  Introspection introspection();

  enum Introspection {
    /** Developers and administrators, by the role in their token. */
    ROLE,
    /** Whoever is signed in. */
    OPEN
  }
}
