package io.github.campusotp.fake;

import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.authentication.AuthenticationFlowError;
import org.keycloak.authentication.FlowStatus;
import org.keycloak.events.EventType;
import org.keycloak.models.AuthenticationExecutionModel;
import org.keycloak.models.AuthenticatorConfigModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.utils.FormMessage;
import org.keycloak.services.managers.BruteForceProtector;

/** One step of a flow in one request: what it is told, and what it answers. */
public final class FakeFlowStep extends FakeStep {
  private final AuthenticationFlowContext model = Fake.of(AuthenticationFlowContext.class, this);
  private final AuthenticationExecutionModel execution;
  private String flowPath = "authenticate";
  private FlowStatus status;
  private FakePage page;
  private URI location;
  private AuthenticationFlowError error;
  private FormMessage forwarded;

  /**
   * @param execution of the flow that this step is
   * @param user who signs on, or null where that is not known yet
   */
  public FakeFlowStep(
      FakeKeycloak keycloak,
      FakeAuthenticationSession signOn,
      AuthenticationExecutionModel execution,
      UserModel user) {
    super(keycloak, signOn, user, EventType.LOGIN);
    this.execution = execution;
  }

  /** Another flow of the sign-on, as Keycloak's addresses name it. */
  public FakeFlowStep of(String path) {
    flowPath = path;
    return this;
  }

  /** With a message that Keycloak took along from the request before. */
  public FakeFlowStep forwarded(String message) {
    forwarded = new FormMessage(null, message);
    return this;
  }

  FormMessage getForwardedErrorMessage() {
    return forwarded;
  }

  String getFlowPath() {
    return flowPath;
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

  /** Where it sent the browser, or null. */
  public URI location() {
    return location;
  }

  /** The error that it answered with, or null. */
  public AuthenticationFlowError error() {
    return error;
  }

  void setUser(UserModel known) {
    user = known;
  }

  void clearUser() {
    user = null;
  }

  AuthenticationExecutionModel getExecution() {
    return execution;
  }

  AuthenticatorConfigModel getAuthenticatorConfig() {
    String id = execution.getAuthenticatorConfig();
    return id == null ? null : keycloak.realm().getAuthenticatorConfigById(id);
  }

  URI getRefreshExecutionUrl() {
    return URI.create("https://sso.example/refresh/" + execution.getId());
  }

  BruteForceProtector getProtector() {
    return keycloak.bruteForce().model();
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

  void failure(AuthenticationFlowError failed, Response shown) {
    answer(FlowStatus.FAILED, failed, shown);
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
    location = shown.getLocation();
    status = with;
    error = failed;
    page = FakePage.in(shown);
  }
}
