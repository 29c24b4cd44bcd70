package io.github.campusotp.site;

import jakarta.ws.rs.core.MultivaluedMap;
import java.util.Optional;
import java.util.stream.Stream;
import org.keycloak.models.utils.FormMessage;
import org.keycloak.services.messages.Messages;
import org.keycloak.services.validation.Validation;

/**
 * Was a field of the sign-on page left empty? That is no attempt, and no reason to warn of locks.
 */
final class EmptyField {
  private EmptyField() {}

  /**
   * What the page says beside it.
   *
   * @param typed the page's fields
   * @return the first that is empty, or absent
   */
  static Optional<FormMessage> of(MultivaluedMap<String, String> typed) {
    return Stream.of(
            new FormMessage(Validation.FIELD_USERNAME, Messages.MISSING_USERNAME),
            new FormMessage(Validation.FIELD_PASSWORD, Messages.MISSING_PASSWORD))
        .filter(field -> Validation.isBlank(typed.getFirst(field.getField())))
        .findFirst();
  }
}
