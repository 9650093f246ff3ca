package io.keypulse;

import org.junit.platform.suite.api.IncludeClassNamePatterns;
import org.junit.platform.suite.api.SelectPackages;
import org.junit.platform.suite.api.Suite;

/**
 * About half of the tests by the time that they take. Each half shares one application and one
 * database, and both run at the same time. Those of followup are not here: they work off the mails
 * about all cases that there are, of which those of analysis leave thousands.
 */
@Suite
@SelectPackages("io.keypulse")
@IncludeClassNamePatterns(FirstHalf.TESTS)
class FirstHalf {
  static final String TESTS = "io\\.keypulse\\.(analysis|api|response|wave)\\..*Test";
}
