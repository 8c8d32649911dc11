package org.cloudmarket.frame.access;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The least role that an operation needs. Without it, an operation that only reads is for every
 * {@link Role#VIEWER}, and any other is for an {@link Role#OPERATOR}.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface AllowedTo {
  Role value();
}
