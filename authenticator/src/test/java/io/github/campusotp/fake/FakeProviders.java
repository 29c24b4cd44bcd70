package io.github.campusotp.fake;

import io.opentelemetry.api.trace.Span;
import java.util.List;
import org.keycloak.protocol.ClientData;
import org.keycloak.protocol.LoginProtocol;
import org.keycloak.representations.userprofile.config.UPConfig;
import org.keycloak.sessions.AuthenticationSessionModel;
import org.keycloak.tracing.TracingProvider;
import org.keycloak.userprofile.UserProfileProvider;

/** What Keycloak's own classes ask for, and no test looks at. */
final class FakeProviders {
  private FakeProviders() {}

  static TracingProvider tracing() {
    return Fake.of(
        TracingProvider.class,
        new Object() {
          Span getCurrentSpan() {
            return Span.getInvalid();
          }
        });
  }

  static UserProfileProvider userProfile() {
    return Fake.of(
        UserProfileProvider.class,
        new Object() {
          UPConfig getConfiguration() {
            UPConfig config = new UPConfig();
            config.setAttributes(List.of());
            return config;
          }
        });
  }

  static LoginProtocol protocol() {
    return Fake.of(
        LoginProtocol.class,
        new Object() {
          ClientData getClientData(AuthenticationSessionModel signOn) {
            return new ClientData("https://portal.example/", "code", "state", "query");
          }
        });
  }
}
