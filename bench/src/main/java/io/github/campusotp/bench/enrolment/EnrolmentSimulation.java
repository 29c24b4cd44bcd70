package io.github.campusotp.bench.enrolment;

import static io.gatling.javaapi.core.CoreDsl.constantUsersPerSec;
import static io.gatling.javaapi.core.CoreDsl.css;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.regex;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.http.HttpDsl.header;
import static io.gatling.javaapi.http.HttpDsl.headerRegex;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.status;

import com.bastiaanjansen.otp.HMACAlgorithm;
import com.bastiaanjansen.otp.TOTPGenerator;
import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.CheckBuilder;
import io.gatling.javaapi.core.Session;
import io.gatling.javaapi.core.Simulation;
import io.gatling.javaapi.http.HttpRequestActionBuilder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * People who enrol in the middle of their first sign-on from home, as in design.md: password,
 * recovery address, mailed code, mailed code, confirmation, key, first code. Nobody pauses to
 * think, which changes nothing but how many are under way at once.
 */
public final class EnrolmentSimulation extends Simulation {
  /** Gatling makes the simulation by itself, so what it shall do waits for it here. */
  static volatile Wave wave;

  static final String SIGN_ON_PAGE = "sign-on page";

  private static final String PORTAL = "http://localhost:8000/portal/callback";
  private static final String AUTHORIZATION =
      "/realms/omu/protocol/openid-connect/auth?client_id=omu-portal&response_type=code"
          + "&scope=openid&state=s&nonce=n&code_challenge_method=S256"
          + "&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM&redirect_uri="
          + URLEncoder.encode(PORTAL, StandardCharsets.UTF_8);

  private final Wave now = wave;

  /** Made by Gatling, once for each wave. */
  public EnrolmentSimulation() {
    setUp(
            scenario("enrolment")
                .feed(people())
                .exec(
                    sent(SIGN_ON_PAGE, http("page").get(AUTHORIZATION).check(page())),
                    sent(
                        "password",
                        posted(Map.of("username", "#{user}", "password", "#{password}"))
                            .check(status().is(302), header("Location").saveAs("location"))),
                    sent("recovery address page", http("page").get("#{location}").check(page())),
                    sent(
                        "recovery address (mail)",
                        posted(Map.of("recoveryEmail", "#{address}", "confirm", "confirm"))
                            .check(page())),
                    mailRead(),
                    sent("code of the address (mail)", code().check(page())),
                    mailRead(),
                    sent("code for the set-up", code().check(page())),
                    sent(
                        "confirmation, key page",
                        posted(Map.of("confirm", "confirm"))
                            .check(page())
                            .check(regex("data-copy=\"([A-Z2-7]+)\"").saveAs("key"))),
                    exec(session -> session.set("otp", otp(session.getString("key")))),
                    sent(
                        "first code, in",
                        posted(Map.of("otp", "#{otp}", "verify", "verify"))
                            .check(
                                status().is(302),
                                headerRegex("Location", "^" + PORTAL + "\\?.*code=([^&]+)"))),
                    exec(
                        session -> {
                          now.arrived().incrementAndGet();
                          return session;
                        }))
                .injectOpen(constantUsersPerSec(now.rate()).during(now.duration())))
        .protocols(
            http.baseUrl(now.keycloak().toString())
                .acceptLanguageHeader("ja")
                // Keycloak trusts this machine as a proxy; the address is one off campus.
                .header("X-Forwarded-For", "203.0.113.20")
                .disableFollowRedirect()
                .disableWarmUp())
        .maxDuration(now.duration().multipliedBy(2).plusSeconds(60));
  }

  private Iterator<Map<String, Object>> people() {
    return IntStream.iterate(now.firstPerson(), person -> person + 1)
        .mapToObj(
            person ->
                Map.<String, Object>of(
                    "user",
                    Freshmen.username(person),
                    "password",
                    Freshmen.PASSWORD,
                    "address",
                    Freshmen.username(person) + "@example.net"))
        .iterator();
  }

  private static HttpRequestActionBuilder code() {
    return posted(Map.of("code", "#{code}", "verify", "verify"));
  }

  private static HttpRequestActionBuilder posted(Map<String, String> fields) {
    HttpRequestActionBuilder request = http("form").post("#{action}");
    for (Map.Entry<String, String> field : fields.entrySet()) {
      request = request.formParam(field.getKey(), field.getValue());
    }
    return request;
  }

  /** One request, as a person knows it: with the cookies, and with the time until the answer. */
  private ChainBuilder sent(String name, HttpRequestActionBuilder request) {
    return exec(session -> session.set("begin", System.nanoTime()))
        .exec(CookieJar.around(request))
        .exec(
            session -> {
              long nanos = System.nanoTime() - session.getLong("begin");
              now.waits().add(name, nanos, !session.isFailed());
              return session;
            })
        .exitHereIfFailed();
  }

  private static CheckBuilder[] page() {
    return new CheckBuilder[] {status().is(200), css("main form", "action").saveAs("action")};
  }

  /** The person's own mail program is not what is measured: the code is there when the page is. */
  private ChainBuilder mailRead() {
    Function<Session, Session> read =
        session ->
            now.mail()
                .takeCode(session.getString("address"))
                .map(code -> session.set("code", code))
                .orElseGet(session::markAsFailed);
    return exec(read).exitHereIfFailed();
  }

  private static String otp(String key) {
    return new TOTPGenerator.Builder(key)
        .withHOTPGenerator(hotp -> hotp.withPasswordLength(6).withAlgorithm(HMACAlgorithm.SHA1))
        .withPeriod(Duration.ofSeconds(30))
        .build()
        .at(Instant.now());
  }
}
