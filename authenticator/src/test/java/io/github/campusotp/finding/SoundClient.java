package io.github.campusotp.finding;

import io.github.campusotp.fake.Fake;
import java.util.Set;
import org.keycloak.models.ClientModel;

/** A service in which nothing is wrong; a test overrides what is. */
class SoundClient {
  ClientModel model() {
    return Fake.of(ClientModel.class, this);
  }

  String getClientId() {
    return "portal";
  }

  String getAuthenticationFlowBindingOverride(String binding) {
    return null;
  }

  String getAttribute(String name) {
    return name.equals(attributeThatIsOn()) ? "true" : null;
  }

  String attributeThatIsOn() {
    return "";
  }

  boolean isDirectAccessGrantsEnabled() {
    return false;
  }

  boolean isConsentRequired() {
    return false;
  }

  Set<String> getRedirectUris() {
    return Set.of();
  }

  boolean isFullScopeAllowed() {
    return true;
  }

  boolean isPublicClient() {
    return false;
  }

  String getClientAuthenticatorType() {
    return "client-secret";
  }

  String getSecret() {
    return "kq3vNwz0mXYbT6ZJ";
  }
}
