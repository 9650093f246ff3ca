package io.keypulse.bench;

import java.util.List;

/** One thing that Keypulse does, beside what the machine could do at best. */
interface Scenario {
  String name();

  /** The lines to print. */
  List<String> run(Stage stage) throws Exception;
}
