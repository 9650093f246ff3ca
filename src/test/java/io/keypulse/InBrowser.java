package io.keypulse;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledIf;

/** A test that needs a {@link Browser}: skipped where none is installed, except where CI is. */
@Tag("browser")
@EnabledIf(
    value = "io.keypulse.Browser#isInstalledOrThisIsContinuousIntegration",
    disabledReason = "no Chromium is installed; continuous integration requires it")
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface InBrowser {}
