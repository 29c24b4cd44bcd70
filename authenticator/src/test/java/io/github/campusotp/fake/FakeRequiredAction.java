package io.github.campusotp.fake;

import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.keycloak.authentication.RequiredActionContext;
import org.keycloak.authentication.RequiredActionContext.Status;
import org.keycloak.events.EventType;
import org.keycloak.models.UserModel;

/** One required action in one request: what it is told, and what it answers. */
public final class FakeRequiredAction extends FakeStep {
  private final RequiredActionContext model = Fake.of(RequiredActionContext.class, this);
  private final String action;
  private Status status;
  private Response answer;

  /**
   * @param action its id
   */
  public FakeRequiredAction(
      FakeKeycloak keycloak, FakeAuthenticationSession signOn, UserModel user, String action) {
    super(keycloak, signOn, user, EventType.CUSTOM_REQUIRED_ACTION);
    this.action = action;
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

  String getAction() {
    return action;
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

  void failure(String message) {
    status = Status.FAILURE;
  }

  void challenge(Response shown) {
    status = Status.CHALLENGE;
    answer = shown;
  }
}
