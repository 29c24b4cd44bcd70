package io.github.campusotp.finding;

import java.util.function.Predicate;
import java.util.stream.Stream;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/** Looks for one kind of thing that may be wrong with a realm. */
@FunctionalInterface
interface Check {
  /**
   * Looks.
   *
   * @param session whose context has the realm
   */
  Stream<Finding> of(KeycloakSession session, RealmModel realm);

  /** Of a setting that is either right or wrong. */
  static Check that(Finding finding, Predicate<RealmModel> wrong) {
    return (session, realm) -> wrong.test(realm) ? Stream.of(finding) : Stream.empty();
  }
}
