package io.github.campusotp.keycloak;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.keycloak.models.RealmModel;
import org.keycloak.models.RequiredActionConfigModel;
import org.keycloak.models.RequiredActionProviderModel;
import org.keycloak.userprofile.ValidationException;
import org.keycloak.validate.ValidationError;

/**
 * Reads the configuration of a required action. A missing or wrong value falls back to the default,
 * since a realm file can hold what the console refuses.
 */
public final class ActionConfig {
  /** Made once: a sign-on off campus reads a dozen numbers and more. */
  private static final Pattern NUMBER = Pattern.compile("[1-9]\\d{0,8}");

  private final Map<String, String> values;

  /** What is to be stored. */
  public ActionConfig(RequiredActionConfigModel model) {
    this(model == null ? null : model.getConfig());
  }

  private ActionConfig(Map<String, String> values) {
    this.values = values == null ? Map.of() : values;
  }

  /**
   * The configuration that a realm has for an action.
   *
   * @param realm of the running request
   * @param action the action's id
   */
  public static ActionConfig of(RealmModel realm, String action) {
    // Not getRequiredActionConfigByAlias: Keycloak changes that cached object before it validates.
    RequiredActionProviderModel stored = realm.getRequiredActionProviderByAlias(action);
    return new ActionConfig(stored == null ? null : stored.getConfig());
  }

  public String text(String key, String otherwise) {
    return value(key).orElse(otherwise);
  }

  /** A whole number of 1 or more. */
  public int number(String key, int otherwise) {
    return value(key).filter(ActionConfig::isNumber).map(Integer::valueOf).orElse(otherwise);
  }

  /** One of the words; the first one if the value is none of them. */
  public String word(String key, List<String> words) {
    return value(key).filter(words::contains).orElse(words.get(0));
  }

  /**
   * Refuses what {@link #number} would not take.
   *
   * @throws ValidationException with a message for the admin console
   */
  public void requireNumber(String action, String key) {
    require(
        action, key, value(key).map(ActionConfig::isNumber).orElse(true), "error-invalid-value");
  }

  /**
   * Refuses what {@link #word} would not take.
   *
   * @throws ValidationException with a message for the admin console
   */
  public void requireWord(String action, String key, List<String> words) {
    require(action, key, value(key).map(words::contains).orElse(true), "error-invalid-value");
  }

  /**
   * Refuses a text that has this in it.
   *
   * @throws ValidationException with a message for the admin console
   */
  public void requireWithout(String action, String key, String part) {
    require(
        action,
        key,
        value(key).map(text -> !text.contains(part)).orElse(true),
        "error-invalid-value");
  }

  private static void require(String action, String key, boolean right, String message) {
    if (!right) {
      throw new ValidationException(new ValidationError(action, key, message));
    }
  }

  private Optional<String> value(String key) {
    return Optional.ofNullable(values.get(key)).map(String::trim).filter(text -> !text.isEmpty());
  }

  private static boolean isNumber(String text) {
    return NUMBER.matcher(text).matches();
  }
}
