package io.github.campusotp.fake;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.keycloak.common.util.Time;
import org.keycloak.cookie.CookieProvider;
import org.keycloak.cookie.CookieType;
import org.keycloak.crypto.SignatureProvider;
import org.keycloak.crypto.SignatureVerifierContext;

/** The cookie by which Keycloak knows the session of a browser; every signature is right. */
final class FakeIdentityCookie {
  private final String token;

  private FakeIdentityCookie(String token) {
    this.token = token;
  }

  static FakeIdentityCookie none() {
    return new FakeIdentityCookie(null);
  }

  static FakeIdentityCookie of(FakeUserSession session) {
    long now = Time.currentTimeMillis() / 1000;
    String claims =
        """
        {"typ": "Serialized-ID", "iss": "https://sso.example/realms/omu", "sub": "%s",
        "sid": "%s", "iat": %d, "exp": %d}\
        """
            .formatted(session.getUser().getId(), session.getId(), now, now + 86400);
    String header = "{\"alg\": \"HS256\", \"kid\": \"key\"}";
    return new FakeIdentityCookie(encode(header) + "." + encode(claims) + "." + encode("right"));
  }

  private static String encode(String part) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(part.getBytes(StandardCharsets.UTF_8));
  }

  CookieProvider cookies() {
    return Fake.of(
        CookieProvider.class,
        new Object() {
          String get(CookieType type) {
            return type == CookieType.IDENTITY ? token : null;
          }

          void expire(CookieType type) {}
        });
  }

  static SignatureProvider signatures() {
    return Fake.of(
        SignatureProvider.class,
        new Object() {
          SignatureVerifierContext verifier(String key) {
            return Fake.of(
                SignatureVerifierContext.class,
                new Object() {
                  boolean verify(byte[] data, byte[] signature) {
                    return true;
                  }
                });
          }
        });
  }
}
