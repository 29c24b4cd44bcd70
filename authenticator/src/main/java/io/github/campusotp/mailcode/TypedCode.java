package io.github.campusotp.mailcode;

import java.text.Normalizer;
import java.util.regex.Pattern;

/** A code as users type it: apps show {@code 123 456}, keyboards give １２３４５６. */
public final class TypedCode {
  /** Far more than any code with any spaces; Unicode normalisation of long text is slow. */
  private static final int LONGEST = 64;

  private static final Pattern SPACE = Pattern.compile("[\\s\\p{Z}]");

  private TypedCode() {}

  /**
   * Reads digits out of what was typed.
   *
   * @param typed the field's text, or null where the field is missing
   * @return the text with full-width forms made ASCII (Unicode NFKC) and white space dropped; it
   *     may still be no code at all
   */
  public static String normalise(String typed) {
    if (typed == null) {
      return "";
    }
    if (typed.length() > LONGEST) {
      return typed;
    }
    return SPACE.matcher(Normalizer.normalize(typed, Normalizer.Form.NFKC)).replaceAll("");
  }

  /**
   * Whether a normalised text could be a code at all.
   *
   * @param code what {@link #normalise(String)} gave
   * @param digits how many a code has
   */
  public static boolean isDigits(String code, int digits) {
    return code.length() == digits && code.chars().allMatch(c -> c >= '0' && c <= '9');
  }
}
