package io.github.campusotp.bench.load;

import static io.gatling.javaapi.core.CoreDsl.css;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.jsonPath;
import static io.gatling.javaapi.http.HttpDsl.headerRegex;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.status;

import com.bastiaanjansen.otp.TOTPGenerator;
import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.CheckBuilder;
import io.gatling.javaapi.core.Session;
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

  /** The portal's, as its server's environment has it. */
  static final String PORTAL_SECRET = "the-secret-of-the-benchmarks";

  /** The example of RFC 7636, appendix B. */
  private static final String VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

  private static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

  private static final String OIDC = "#{node}/realms/%s/protocol/openid-connect/";

  private Requests() {}

  /**
   * @param nodes which are one server to everybody, as behind a load balancer
   * @param address from which they come: Keycloak trusts this machine as a proxy
   */
  static HttpProtocolBuilder browser(List<URI> nodes, String address) {
    return http.acceptLanguageHeader("ja")
        .header("X-Forwarded-Host", nodes.get(0).getAuthority())
        .header("X-Forwarded-For", address)
        .disableAutoOrigin() // which would name the node, and not what the browser sees
        .disableFollowRedirect()
        .disableWarmUp();
  }

  /** Where a sign-on to the portal begins. */
  static String authorization(String realm) {
    return OIDC.formatted(realm)
        + "auth?client_id=omu-portal&response_type=code"
        + "&scope=openid&state=s&nonce=n&code_challenge_method=S256&code_challenge="
        + CHALLENGE
        + "&redirect_uri="
        + URLEncoder.encode(PORTAL, StandardCharsets.UTF_8);
  }

  /** What the portal itself sends, once the person is back with a code for it. */
  static HttpRequestActionBuilder redemption(String realm) {
    return http("token")
        .post(OIDC.formatted(realm) + "token")
        .basicAuth("omu-portal", PORTAL_SECRET)
        .formParam("grant_type", "authorization_code")
        .formParam("code", "#{code}")
        .formParam("redirect_uri", PORTAL)
        .formParam("code_verifier", VERIFIER)
        .check(status().is(200), jsonPath("$.id_token").exists());
  }

  static HttpRequestActionBuilder posted(Map<String, String> fields) {
    HttpRequestActionBuilder request = http("form").post("#{node}#{action}");
    for (Map.Entry<String, String> field : fields.entrySet()) {
      request = request.formParam(field.getKey(), field.getValue());
    }
    return request;
  }

  /** A page with a form. */
  static CheckBuilder[] page() {
    return new CheckBuilder[] {
      status().is(200),
      css("main form", "action").transform(Requests::withoutServer).saveAs("action")
    };
  }

  /** The way back to the portal. */
  static CheckBuilder[] in() {
    return new CheckBuilder[] {
      status().is(302), headerRegex("Location", "^" + PORTAL + "\\?.*code=([^&]+)").saveAs("code")
    };
  }

  private static String withoutServer(String address) {
    return address.replaceFirst("^https?://[^/]+", "");
  }

  /** One request, with the time until the answer. */
  static ChainBuilder sent(
      List<URI> nodes, Waits waits, String name, HttpRequestActionBuilder request) {
    return exec(session -> passedOn(session, nodes).set("begin", System.nanoTime()))
        .exec(request)
        .exec(
            session -> {
              long nanos = System.nanoTime() - session.getLong("begin");
              waits.add(name, nanos, !session.isFailed());
              return session;
            })
        .exitHereIfFailed();
  }

  /** The load balancer keeps nobody at a node: to the one after that of the request before. */
  private static Session passedOn(Session session, List<URI> nodes) {
    long turn = session.contains("turn") ? session.getLong("turn") + 1 : session.userId();
    URI node = nodes.get((int) (turn % nodes.size()));
    return session.set("turn", turn).set("node", node.toString());
  }

  /** The one-time password of now, RFC 6238: six digits by HMAC-SHA-1. */
  static String otp(String key) {
    return new TOTPGenerator.Builder(key)
        .withPeriod(Duration.ofSeconds(30))
        .build()
        .at(Instant.now());
  }
}
