package io.keypulse.platform;

import jakarta.interceptor.InterceptorBinding;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What this method asks of the database it asks as Keypulse itself: jobs, imports, the answer page.
 * It has to start its own transaction; inside somebody's it is refused, for that connection already
 * stands behind their wall.
 */
@InterceptorBinding
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface AsSystem {}
