package io.github.campusotp.site;

import jakarta.ws.rs.core.Cookie;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.NewCookie;
import java.util.Map;
import java.util.Optional;
import org.keycloak.common.util.SecretGenerator;
import org.keycloak.models.KeycloakSession;
import org.keycloak.utils.SecureContextResolver;

/** A site's two cookies: no script sees them, and no page beyond the site. */
public final class SiteCookies {
  private static final String REQUEST = "CAMPUS_SITE_REQUEST";
  private static final String FLASH = "CAMPUS_SITE_FLASH";
  private static final int FLASH_SECONDS = 60;
  private static final String STORED = "campus-otp.flash.";
  private static final String WORD = "word";

  private final KeycloakSession session;
  private final String path;

  /**
   * @param session of the running request
   * @param path the site's
   */
  SiteCookies(KeycloakSession session, String path) {
    this.session = session;
    this.path = path;
  }

  void keep(SignOnRequest request) {
    set(REQUEST, request.toCookie(), NewCookie.DEFAULT_MAX_AGE);
  }

  /** The sign-on that this browser was sent to last, if this is its answer; true once. */
  Optional<SignOnRequest> takeRequest(String answeredState) {
    return value(REQUEST)
        .flatMap(SignOnRequest::ofCookie)
        .filter(request -> request.isAnsweredBy(answeredState))
        .map(
            request -> {
              set(REQUEST, "", 0);
              return request;
            });
  }

  /**
   * A word for the next page, within a minute. The browser gets a name for it, and cannot make it
   * up.
   */
  public void flash(String word) {
    String name = SecretGenerator.getInstance().generateSecureID();
    session.singleUseObjects().put(STORED + name, FLASH_SECONDS, Map.of(WORD, word));
    set(FLASH, name, FLASH_SECONDS);
  }

  /** What {@link #flash} left, once. */
  public Optional<String> takeFlash() {
    return value(FLASH)
        .filter(name -> name.length() < 64) // which the browser may have made up
        .map(
            name -> {
              set(FLASH, "", 0);
              return session.singleUseObjects().remove(STORED + name);
            })
        .map(stored -> stored.get(WORD));
  }

  private Optional<String> value(String name) {
    HttpHeaders headers = session.getContext().getHttpRequest().getHttpHeaders();
    return Optional.ofNullable(headers.getCookies().get(name)).map(Cookie::getValue);
  }

  private void set(String name, String value, int seconds) {
    session
        .getContext()
        .getHttpResponse()
        .setCookieIfAbsent(
            new NewCookie.Builder(name)
                .value(value)
                .path(path)
                .maxAge(seconds)
                .httpOnly(true)
                // As Keycloak's own: over http only where a browser would refuse it otherwise.
                .secure(SecureContextResolver.isSecureContext(session))
                .sameSite(NewCookie.SameSite.LAX)
                .build());
  }
}
