package io.github.campusotp.fake;

import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import org.keycloak.authentication.RequiredActionContext;
import org.keycloak.authentication.RequiredActionContext.Status;
import org.keycloak.common.ClientConnection;
import org.keycloak.events.EventBuilder;
import org.keycloak.events.EventType;
import org.keycloak.forms.login.LoginFormsProvider;
import org.keycloak.http.HttpRequest;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.sessions.AuthenticationSessionModel;

/** One required action in one request: what it is told, and what it answers. */
public final class FakeRequiredAction {
  private final RequiredActionContext model = Fake.of(RequiredActionContext.class, this);
  private final FakeKeycloak keycloak;
  private final FakeAuthenticationSession signOn;
  private final UserModel user;
  private final String action;
  private final EventBuilder event;
  private Status status;
  private Response answer;

  /**
   * @param action its id
   */
  public FakeRequiredAction(
      FakeKeycloak keycloak, FakeAuthenticationSession signOn, UserModel user, String action) {
    this.keycloak = keycloak;
    this.signOn = signOn;
    this.user = user;
    this.action = action;
    this.event = keycloak.event(EventType.CUSTOM_REQUIRED_ACTION);
    keycloak.signOn(signOn);
  }

  public RequiredActionContext model() {
    return model;
  }

  /** What the action answered, or null where it answered nothing. */
  public Status status() {
    return status;
  }

  /** The page that it answered with, or null. */
  public FakePage page() {
    return answer == null ? null : FakePage.in(answer);
  }

  /** Where it sent the browser, or null. */
  public URI location() {
    return answer == null ? null : answer.getLocation();
  }

  /** A detail of the event of the request, or null. */
  public String detail(String name) {
    return event.getEvent().getDetails() == null ? null : event.getEvent().getDetails().get(name);
  }

  String getAction() {
    return action;
  }

  UserModel getUser() {
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

  Status getStatus() {
    return status;
  }

  void success() {
    status = Status.SUCCESS;
  }

  void cancel() {
    status = Status.CANCELLED;
  }

  void challenge(Response shown) {
    status = Status.CHALLENGE;
    answer = shown;
  }
}
