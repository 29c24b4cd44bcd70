package io.github.campusotp.office;

import jakarta.ws.rs.ForbiddenException;
import java.util.Map;
import org.keycloak.events.admin.OperationType;
import org.keycloak.events.admin.ResourceType;
import org.keycloak.models.ClientModel;
import org.keycloak.models.Constants;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.utils.KeycloakModelUtils;
import org.keycloak.models.utils.RoleUtils;
import org.keycloak.services.ErrorResponseException;
import org.keycloak.services.resources.admin.AdminEventBuilder;
import org.keycloak.services.resources.admin.fgap.AdminPermissionEvaluator;

/** A request that changes something: who may do it, for which reason, and the trace it leaves. */
final class Act {
  private static final int LONGEST_REASON = 500;

  private final KeycloakSession session;
  private final RealmModel realm;
  private final AdminPermissionEvaluator auth;
  private final AdminEventBuilder event;
  private String reason;

  Act(
      KeycloakSession session,
      RealmModel realm,
      AdminPermissionEvaluator auth,
      AdminEventBuilder event) {
    this.session = session;
    this.realm = realm;
    this.auth = auth;
    this.event = event;
  }

  /**
   * Begins an act on the realm.
   *
   * @param least who may do it
   * @param reason in words, for the admin event
   * @throws ForbiddenException for others
   * @throws ErrorResponseException if the reason is missing or too long
   */
  void begin(OfficeRole least, String reason) {
    least.require(auth);
    this.reason =
        Query.text(reason)
            .filter(text -> text.length() <= LONGEST_REASON)
            .orElseThrow(
                () -> Query.refusal("reason says why, in 1 to " + LONGEST_REASON + " characters"));
  }

  /**
   * Begins an act on one person. No administrator acts on themselves: their password would do in
   * place of their mailbox.
   *
   * @param least who may do it
   * @param person who is acted on
   * @param reason in words, for the admin event
   * @throws ForbiddenException for others, and where the person has a role of the admin API which
   *     the administrator has not
   * @throws ErrorResponseException if the reason is missing or too long
   */
  void begin(OfficeRole least, UserModel person, String reason) {
    if (!reaches(person)) {
      throw new ForbiddenException();
    }
    begin(least, reason);
  }

  /**
   * Whether a person is another one, with no role of the admin API that the administrator lacks.
   */
  boolean reaches(UserModel person) {
    ClientModel management = realm.getClientByClientId(Constants.REALM_MANAGEMENT_CLIENT_ID);
    return !person.getId().equals(auth.adminAuth().getUser().getId())
        && RoleUtils.getDeepUserRoleMappings(person).stream()
            .filter(role -> role.getContainer().equals(management))
            .allMatch(role -> OfficeRole.hasOneOf(auth, role.getName()));
  }

  /** Whether the administrator may do more than the help desk. */
  boolean isAdministrators() {
    return OfficeRole.ADMINISTRATOR.isOf(auth);
  }

  /** Leaves the admin event, whose path says what was done. */
  void done() {
    done(Map.of());
  }

  /**
   * Leaves the admin event, whose path says what was done.
   *
   * @param details more of it
   */
  void done(Map<String, String> details) {
    details.forEach(event::detail);
    send(event.resourcePath(session.getContext().getUri()));
  }

  /**
   * Leaves the admin event of what is done to one person, of many.
   *
   * @param own the session in whose transaction it is done
   * @param person who is acted on
   * @param what the last part of the path
   */
  void done(KeycloakSession own, UserModel person, String what) {
    send(event.clone(own).resourcePath("campus-otp", "people", person.getId(), what));
  }

  /**
   * Leaves the admin event of what is about to be done to many, whatever becomes of it.
   *
   * @param details who is reached, and what is done
   */
  void begun(Map<String, String> details) {
    KeycloakModelUtils.runJobInTransaction(
        session.getKeycloakSessionFactory(),
        session.getContext(),
        own -> {
          AdminEventBuilder begun = event.clone(own).resourcePath(session.getContext().getUri());
          details.forEach(begun::detail);
          send(begun);
        });
  }

  private void send(AdminEventBuilder done) {
    done.resource(ResourceType.USER)
        .operation(OperationType.ACTION)
        .detail("reason", reason)
        .success();
  }
}
