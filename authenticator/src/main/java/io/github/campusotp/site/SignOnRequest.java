package io.github.campusotp.site;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.keycloak.common.util.SecretGenerator;

/**
 * A sign-on that the site sent the browser to: for what, and the state (RFC 6749, section 10.12) by
 * which its answer is known. The browser keeps it in a cookie meanwhile, the server nothing.
 *
 * @param state unguessable
 * @param purpose a word of the site's own
 */
record SignOnRequest(String state, String purpose) {
  static SignOnRequest of(String purpose) {
    return new SignOnRequest(random(), purpose);
  }

  /**
   * @param cookie what {@link #toCookie()} gave, or anything else
   */
  static Optional<SignOnRequest> ofCookie(String cookie) {
    int dot = cookie.indexOf('.');
    return dot < 1
        ? Optional.empty()
        : Optional.of(new SignOnRequest(cookie.substring(0, dot), cookie.substring(dot + 1)));
  }

  String toCookie() {
    return state + "." + purpose;
  }

  /**
   * Whether an answer belongs to this request.
   *
   * @param answeredState the answer's state, or null
   */
  boolean isAnsweredBy(String answeredState) {
    return answeredState != null
        && MessageDigest.isEqual(
            state.getBytes(StandardCharsets.UTF_8), answeredState.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * The OpenID Connect authentication request.
   *
   * @param endpoint the realm's authorization endpoint
   * @param client the client's id
   * @param returnTo a redirect URI of that client
   * @param more parameters beyond the usual ones
   */
  URI address(URI endpoint, String client, URI returnTo, Map<String, String> more) {
    Map<String, String> query = new LinkedHashMap<>();
    query.put("response_type", "code");
    query.put("scope", "openid");
    query.put("client_id", client);
    query.put("redirect_uri", returnTo.toString());
    query.put("state", state);
    // The digest of a verifier that does not exist (RFC 7636): the code can never become a token.
    query.put("code_challenge", random());
    query.put("code_challenge_method", "S256");
    query.putAll(more);
    return URI.create(
        query.entrySet().stream()
            .map(parameter -> parameter.getKey() + "=" + encode(parameter.getValue()))
            .collect(Collectors.joining("&", endpoint + "?", "")));
  }

  private static String encode(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }

  /** 256 bits, as long as a SHA-256 digest. */
  private static String random() {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(SecretGenerator.getInstance().randomBytes(32));
  }
}
