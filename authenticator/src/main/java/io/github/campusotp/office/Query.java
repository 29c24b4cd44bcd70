package io.github.campusotp.office;

import io.github.campusotp.people.PersonFilter;
import io.github.campusotp.people.SetUp;
import jakarta.ws.rs.core.Response.Status;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.utils.KeycloakModelUtils;
import org.keycloak.services.ErrorResponse;
import org.keycloak.services.ErrorResponseException;

/** Reads what is asked for. What there is not is refused by its name. */
final class Query {
  private static final int MOST = 500;

  private Query() {}

  /**
   * Which people are meant; a parameter that is missing or empty leaves none out.
   *
   * @param group a path, as {@code /students/law}
   * @param role a realm role, or {@code CLIENT.ROLE}
   */
  static PersonFilter people(
      KeycloakSession session,
      RealmModel realm,
      String search,
      String missing,
      String group,
      String role) {
    return new PersonFilter(
        text(search),
        text(missing).map(word -> word("missing", word, SetUp.class)),
        text(group)
            .map(path -> found("group", KeycloakModelUtils.findGroupByPath(session, realm, path))),
        text(role)
            .map(
                name -> found("role", KeycloakModelUtils.getRoleFromString(session, realm, name))));
  }

  /**
   * One of the words of an enum, in lower case.
   *
   * @throws ErrorResponseException that names them all
   */
  static <T extends Enum<T>> T word(String parameter, String word, Class<T> words) {
    Map<String, T> byWord = new LinkedHashMap<>();
    for (T one : words.getEnumConstants()) {
      byWord.put(one.name().toLowerCase(Locale.ROOT), one);
    }
    if (!byWord.containsKey(word)) {
      throw refusal(parameter + " is one of " + String.join(", ", byWord.keySet()));
    }
    return byWord.get(word);
  }

  /**
   * What a parameter names.
   *
   * @param there null if there is no such thing
   * @throws ErrorResponseException if so
   */
  static <T> T found(String parameter, T there) {
    if (there == null) {
      throw refusal("There is no such " + parameter);
    }
    return there;
  }

  /**
   * How many people a page may have.
   *
   * @throws ErrorResponseException if these are none, or too many
   */
  static void requirePage(int first, int max) {
    if (first < 0 || max < 1 || max > MOST) {
      throw refusal("first is 0 or more, max is 1 to " + MOST);
    }
  }

  /**
   * What was sent.
   *
   * @param body null if nothing was
   * @throws ErrorResponseException if so
   */
  static <T> T sent(T body) {
    if (body == null) {
      throw refusal("The body is a JSON object");
    }
    return body;
  }

  /** A parameter that says something. */
  static Optional<String> text(String parameter) {
    return Optional.ofNullable(parameter)
        .map(text -> text.replace("\0", "").strip()) // which PostgreSQL does not take
        .filter(text -> !text.isEmpty());
  }

  static ErrorResponseException refusal(String message) {
    return ErrorResponse.error(message, Status.BAD_REQUEST);
  }
}
