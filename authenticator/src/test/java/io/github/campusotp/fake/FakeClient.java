package io.github.campusotp.fake;

import org.keycloak.models.ClientModel;

/** A service that users sign on to. */
public final class FakeClient {
  private final ClientModel model = Fake.of(ClientModel.class, this);
  private final String clientId;
  private boolean enabled = true;

  public FakeClient(String clientId) {
    this.clientId = clientId;
  }

  public ClientModel model() {
    return model;
  }

  public void setEnabled(boolean enabled) {
    this.enabled = enabled;
  }

  boolean isEnabled() {
    return enabled;
  }

  String getClientId() {
    return clientId;
  }

  String getId() {
    return "id-of-" + clientId;
  }
}
