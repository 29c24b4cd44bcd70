package io.github.campusotp.fake;

import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.authentication.AuthenticationFlowError;
import org.keycloak.authentication.FlowStatus;
import org.keycloak.common.ClientConnection;
import org.keycloak.events.EventBuilder;
import org.keycloak.events.EventType;
import org.keycloak.forms.login.LoginFormsProvider;
import org.keycloak.http.HttpRequest;
import org.keycloak.models.AuthenticationExecutionModel;
import org.keycloak.models.AuthenticatorConfigModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.services.managers.BruteForceProtector;
import org.keycloak.sessions.AuthenticationSessionModel;

/** One step of a flow in one request: what it is told, and what it answers. */
public final class FakeFlowStep {
  private final AuthenticationFlowContext model = Fake.of(AuthenticationFlowContext.class, this);
  private final FakeKeycloak keycloak;
  private final FakeAuthenticationSession signOn;
  private final AuthenticationExecutionModel execution;
  private final EventBuilder event;
  private UserModel user;
  private FlowStatus status;
  private FakePage page;
  private AuthenticationFlowError error;

  /**
   * @param execution of the flow that this step is
   * @param user who signs on, or null where that is not known yet
   */
  public FakeFlowStep(
      FakeKeycloak keycloak,
      FakeAuthenticationSession signOn,
      AuthenticationExecutionModel execution,
      UserModel user) {
    this.keycloak = keycloak;
    this.signOn = signOn;
    this.execution = execution;
    this.user = user;
    this.event = keycloak.event(EventType.LOGIN);
    keycloak.signOn(signOn);
  }

  public AuthenticationFlowContext model() {
    return model;
  }

  /** What the step answered, or null where it answered nothing. */
  public FlowStatus status() {
    return status;
  }

  /** The page that it answered with, or null. */
  public FakePage page() {
    return page;
  }

  /** The error that it answered with, or null. */
  public AuthenticationFlowError error() {
    return error;
  }

  /** A detail of the LOGIN event, or null. */
  public String detail(String name) {
    return event.getEvent().getDetails() == null ? null : event.getEvent().getDetails().get(name);
  }

  /** The user of the LOGIN event, or null. */
  public String eventUser() {
    return event.getEvent().getUserId();
  }

  public UserModel getUser() {
    return user;
  }

  void setUser(UserModel known) {
    user = known;
  }

  void clearUser() {
    user = null;
  }

  AuthenticationSessionModel getAuthenticationSession() {
    return signOn.model();
  }

  AuthenticationExecutionModel getExecution() {
    return execution;
  }

  AuthenticatorConfigModel getAuthenticatorConfig() {
    String id = execution.getAuthenticatorConfig();
    return id == null ? null : keycloak.realm().getAuthenticatorConfigById(id);
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

  BruteForceProtector getProtector() {
    return keycloak.bruteForce().model();
  }

  EventBuilder getEvent() {
    return event;
  }

  LoginFormsProvider form() {
    return (LoginFormsProvider) keycloak.getProvider(LoginFormsProvider.class);
  }

  FlowStatus getStatus() {
    return status;
  }

  void success() {
    status = FlowStatus.SUCCESS;
  }

  void success(String credentialType) {
    status = FlowStatus.SUCCESS;
  }

  void challenge(Response shown) {
    answer(FlowStatus.CHALLENGE, null, shown);
  }

  void forceChallenge(Response shown) {
    answer(FlowStatus.FORCE_CHALLENGE, null, shown);
  }

  void failureChallenge(AuthenticationFlowError failed, Response shown) {
    answer(FlowStatus.FAILURE_CHALLENGE, failed, shown);
  }

  void resetFlow() {
    status = FlowStatus.FLOW_RESET;
  }

  /** As Keycloak's: the sign-on forgets everything first. */
  void resetFlow(Runnable afterwards) {
    status = FlowStatus.FLOW_RESET;
    signOn.clearAuthNotes();
    afterwards.run();
  }

  private void answer(FlowStatus with, AuthenticationFlowError failed, Response shown) {
    status = with;
    error = failed;
    page = FakePage.in(shown);
  }
}
