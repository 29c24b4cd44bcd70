package io.github.campusotp.bench.load;

import static io.gatling.javaapi.core.CoreDsl.css;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.http.HttpDsl.headerRegex;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.status;

import com.bastiaanjansen.otp.HMACAlgorithm;
import com.bastiaanjansen.otp.TOTPGenerator;
import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.CheckBuilder;
import io.gatling.javaapi.http.HttpProtocolBuilder;
import io.gatling.javaapi.http.HttpRequestActionBuilder;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** What people's browsers send, and what should come back. */
final class Requests {
  private static final String PORTAL = "http://localhost:8000/portal/callback";

  private Requests() {}

  /**
   * @param servers the nodes; each person stays at one
   * @param address from which they come: Keycloak trusts this machine as a proxy
   */
  static HttpProtocolBuilder browser(List<URI> servers, String address) {
    return http.baseUrls(servers.stream().map(URI::toString).toList())
        .acceptLanguageHeader("ja")
        .header("X-Forwarded-For", address)
        .disableFollowRedirect()
        .disableWarmUp();
  }

  /** Where a sign-on to the portal begins. */
  static String authorization(String realm) {
    return "/realms/"
        + realm
        + "/protocol/openid-connect/auth?client_id=omu-portal&response_type=code"
        + "&scope=openid&state=s&nonce=n&code_challenge_method=S256"
        + "&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM&redirect_uri="
        + URLEncoder.encode(PORTAL, StandardCharsets.UTF_8);
  }

  static HttpRequestActionBuilder posted(Map<String, String> fields) {
    HttpRequestActionBuilder request = http("form").post("#{action}");
    for (Map.Entry<String, String> field : fields.entrySet()) {
      request = request.formParam(field.getKey(), field.getValue());
    }
    return request;
  }

  /** A page with a form. */
  static CheckBuilder[] page() {
    return new CheckBuilder[] {status().is(200), css("main form", "action").saveAs("action")};
  }

  /** The way back to the portal. */
  static CheckBuilder[] in() {
    return new CheckBuilder[] {
      status().is(302), headerRegex("Location", "^" + PORTAL + "\\?.*code=([^&]+)")
    };
  }

  /** One request, as a person knows it: with the cookies, and with the time until the answer. */
  static ChainBuilder sent(Waits waits, String name, HttpRequestActionBuilder request) {
    return exec(session -> session.set("begin", System.nanoTime()))
        .exec(CookieJar.around(request))
        .exec(
            session -> {
              long nanos = System.nanoTime() - session.getLong("begin");
              waits.add(name, nanos, !session.isFailed());
              return session;
            })
        .exitHereIfFailed();
  }

  /** The one-time password of now, RFC 6238. */
  static String otp(String key) {
    return new TOTPGenerator.Builder(key)
        .withHOTPGenerator(hotp -> hotp.withPasswordLength(6).withAlgorithm(HMACAlgorithm.SHA1))
        .withPeriod(Duration.ofSeconds(30))
        .build()
        .at(Instant.now());
  }
}
