package io.github.campusotp.fake;

import io.opentelemetry.api.trace.Span;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.keycloak.credential.CredentialInput;
import org.keycloak.credential.OTPCredentialProvider;
import org.keycloak.credential.hash.PasswordHashProvider;
import org.keycloak.events.EventBuilder;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.credential.PasswordCredentialModel;
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

  /** Hashes cheaply: SHA-256 of the text. */
  static PasswordHashProvider passwordHash() {
    return Fake.of(
        PasswordHashProvider.class,
        new Object() {
          PasswordCredentialModel encodedCredential(String text, int iterations)
              throws NoSuchAlgorithmException {
            byte[] hash =
                MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return PasswordCredentialModel.createFromValues(
                "SHA-256", new byte[0], 1, HexFormat.of().formatHex(hash));
          }

          boolean verify(String text, PasswordCredentialModel stored)
              throws NoSuchAlgorithmException {
            return encodedCredential(text, 1).getSecretData().equals(stored.getSecretData());
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

          LoginProtocol setRealm(RealmModel realm) {
            return protocol();
          }

          LoginProtocol setHttpHeaders(HttpHeaders headers) {
            return protocol();
          }

          LoginProtocol setUriInfo(UriInfo uri) {
            return protocol();
          }

          LoginProtocol setEventBuilder(EventBuilder event) {
            return protocol();
          }

          Response sendError(
              AuthenticationSessionModel signOn, LoginProtocol.Error error, String message) {
            return Response.seeOther(URI.create("https://portal.example/?error=" + error)).build();
          }
        });
  }

  static OTPCredentialProvider oneTimePasswords(KeycloakSession session) {
    return new OTPCredentialProvider(session) {
      @Override
      public boolean isValid(RealmModel realm, UserModel user, CredentialInput code) {
        return ((FakeUser) user).takes(code);
      }
    };
  }
}
