package io.github.campusotp.signin;

import java.text.Normalizer;

/** A one-time password as people type it: apps show {@code 123 456}, keyboards give １２３４５６. */
final class TypedCode {
  /** Far more than any code with any spaces; Unicode normalisation of long text is slow. */
  private static final int LONGEST = 64;

  private TypedCode() {}

  /**
   * Reads digits out of what was typed.
   *
   * @param typed the field's text, or null where the field is missing
   * @return the text with full-width forms made ASCII (Unicode NFKC) and white space dropped; it
   *     may still be no code at all
   */
  static String normalise(String typed) {
    if (typed == null) {
      return "";
    }
    if (typed.length() > LONGEST) {
      return typed;
    }
    return Normalizer.normalize(typed, Normalizer.Form.NFKC).replaceAll("[\\s\\p{Z}]", "");
  }
}
