package io.github.campusotp.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.params.provider.ArgumentsSource;

/**
 * A test of every input that Jazzer once found worth keeping; under the profile "fuzz" Jazzer looks
 * for more.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@ArgumentsSource(Corpus.class)
@FuzzTest(maxDuration = "10m")
public @interface Fuzzed {}
