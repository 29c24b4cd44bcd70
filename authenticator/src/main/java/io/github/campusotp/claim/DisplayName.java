package io.github.campusotp.claim;

import java.lang.Character.UnicodeScript;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.keycloak.models.UserModel;

/** A user's full name in the order of its script: family name first in Japanese. */
final class DisplayName {
  private static final Set<UnicodeScript> FAMILY_NAME_FIRST =
      EnumSet.of(
          UnicodeScript.HAN, UnicodeScript.HIRAGANA, UnicodeScript.KATAKANA, UnicodeScript.HANGUL);

  private DisplayName() {}

  /**
   * The name of this user; empty where Keycloak knows none.
   *
   * @param user whose first and last name are read
   */
  static Optional<String> of(UserModel user) {
    return of(user.getFirstName(), user.getLastName());
  }

  /**
   * Both names, separated by a blank.
   *
   * @param given the given name, or null
   * @param family the family name, or null
   */
  static Optional<String> of(String given, String family) {
    Stream<String> names =
        isFamilyNameFirst(family) || isFamilyNameFirst(given)
            ? Stream.of(blankIfNull(family), blankIfNull(given))
            : Stream.of(blankIfNull(given), blankIfNull(family));
    return Optional.of(
            names
                .filter(name -> !name.isBlank())
                .map(String::strip)
                .collect(Collectors.joining(" ")))
        .filter(name -> !name.isEmpty());
  }

  private static boolean isFamilyNameFirst(String name) {
    return blankIfNull(name)
        .codePoints()
        .mapToObj(UnicodeScript::of)
        .anyMatch(FAMILY_NAME_FIRST::contains);
  }

  private static String blankIfNull(String name) {
    return name == null ? "" : name;
  }
}
