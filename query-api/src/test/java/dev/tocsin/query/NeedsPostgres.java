package dev.tocsin.query;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.condition.EnabledIf;

/** Left out where PostgreSQL's server is not installed. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@EnabledIf(
    value = "dev.tocsin.query.LocalPostgres#isInstalled",
    disabledReason = "PostgreSQL's server is not installed")
public @interface NeedsPostgres {}
