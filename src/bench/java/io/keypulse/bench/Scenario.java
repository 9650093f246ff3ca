package io.keypulse.bench;

import java.util.function.Consumer;

/** One thing that Keypulse does, beside what the machine could do at best. */
interface Scenario {
  String name();

  /** Tells each figure as soon as it is measured. */
  void run(Stage stage, Consumer<String> figures) throws Exception;
}
