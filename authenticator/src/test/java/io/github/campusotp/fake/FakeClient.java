package io.github.campusotp.fake;

import java.util.HashMap;
import java.util.Map;
import org.keycloak.models.ClientModel;
import org.keycloak.models.RealmModel;

/** A service that users sign on to. */
public final class FakeClient {
  private final ClientModel model = Fake.of(ClientModel.class, this);
  private final String clientId;
  private final FakeRealm realm;
  private final Map<String, String> attributes = new HashMap<>();
  private String protocol = "openid-connect";
  private boolean enabled = true;

  FakeClient(String clientId, FakeRealm realm) {
    this.clientId = clientId;
    this.realm = realm;
  }

  public ClientModel model() {
    return model;
  }

  public void setEnabled(boolean enabled) {
    this.enabled = enabled;
  }

  /** SAML in place of OpenID Connect. */
  public void speaksSaml() {
    protocol = "saml";
  }

  public void setAttribute(String name, String value) {
    attributes.put(name, value);
  }

  String getAttribute(String name) {
    return attributes.get(name);
  }

  String getProtocol() {
    return protocol;
  }

  RealmModel getRealm() {
    return realm.model();
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
