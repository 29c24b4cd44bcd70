package io.github.campusotp.fake;

import jakarta.ws.rs.core.UriInfo;
import org.keycloak.common.ClientConnection;
import org.keycloak.events.EventBuilder;
import org.keycloak.events.EventType;
import org.keycloak.forms.login.LoginFormsProvider;
import org.keycloak.http.HttpRequest;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.sessions.AuthenticationSessionModel;

/** What Keycloak tells a step of a flow and a required action alike, in one request. */
abstract class FakeStep {
  final FakeKeycloak keycloak;
  final FakeAuthenticationSession signOn;
  UserModel user;

  private final EventBuilder event;

  /**
   * @param user who signs on, or null where that is not known yet
   * @param event the type of the request's own event
   */
  FakeStep(
      FakeKeycloak keycloak, FakeAuthenticationSession signOn, UserModel user, EventType event) {
    this.keycloak = keycloak;
    this.signOn = signOn;
    this.user = user;
    this.event = keycloak.event(event);
    keycloak.signOn(signOn);
  }

  /** A detail of the request's own event, or null. */
  public String detail(String name) {
    return event.getEvent().getDetails() == null ? null : event.getEvent().getDetails().get(name);
  }

  /** The user of the request's own event, or null. */
  public String eventUser() {
    return event.getEvent().getUserId();
  }

  public UserModel getUser() {
    return user;
  }

  AuthenticationSessionModel getAuthenticationSession() {
    return signOn.model();
  }

  RealmModel getRealm() {
    return keycloak.realm().model();
  }

  KeycloakSession getSession() {
    return keycloak.session();
  }

  HttpRequest getHttpRequest() {
    return keycloak.request().model();
  }

  ClientConnection getConnection() {
    return keycloak.request().connection();
  }

  UriInfo getUriInfo() {
    return keycloak.getContext().getUri();
  }

  EventBuilder getEvent() {
    return event;
  }

  LoginFormsProvider form() {
    return (LoginFormsProvider) keycloak.getProvider(LoginFormsProvider.class);
  }
}
