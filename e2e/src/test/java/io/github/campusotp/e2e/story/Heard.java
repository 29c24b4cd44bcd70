package io.github.campusotp.e2e.story;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What the help desk hears before this story: rows of docs/help-desk.md, by their first cell. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@interface Heard {
  String[] value();
}
