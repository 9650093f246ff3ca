package io.keypulse;

import org.junit.platform.suite.api.ExcludeClassNamePatterns;
import org.junit.platform.suite.api.IncludeClassNamePatterns;
import org.junit.platform.suite.api.SelectPackages;
import org.junit.platform.suite.api.Suite;

/** All tests that are not in the first. */
@Suite
@SelectPackages("io.keypulse")
@IncludeClassNamePatterns(".*Test")
@ExcludeClassNamePatterns(FirstHalf.TESTS)
class SecondHalf {}
