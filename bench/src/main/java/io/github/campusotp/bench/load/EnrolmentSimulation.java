package io.github.campusotp.bench.load;

import static io.gatling.javaapi.core.CoreDsl.constantUsersPerSec;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.regex;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.http.HttpDsl.header;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.status;

import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.Session;
import io.gatling.javaapi.core.Simulation;
import io.gatling.javaapi.http.HttpRequestActionBuilder;
import java.util.Iterator;
import java.util.List;
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

  private final Wave now = wave;

  /** Made by Gatling, once for each wave. */
  public EnrolmentSimulation() {
    setUp(
            scenario("enrolment")
                .feed(people())
                .exec(
                    sent(
                        SIGN_ON_PAGE,
                        http("page")
                            .get(Requests.authorization(EnrolmentLoad.FRESHMEN.realm()))
                            .check(Requests.page())),
                    sent(
                        "password",
                        Requests.posted(Map.of("username", "#{user}", "password", "#{password}"))
                            .check(status().is(302), header("Location").saveAs("location"))),
                    sent("introduction", http("page").get("#{location}").check(Requests.page())),
                    sent(
                        "begin",
                        Requests.posted(Map.of("begin", "begin"))
                            .check(status().is(302), header("Location").saveAs("location"))),
                    sent(
                        "recovery address page",
                        http("page").get("#{location}").check(Requests.page())),
                    sent(
                        "recovery address (mail)",
                        Requests.posted(Map.of("recoveryEmail", "#{address}", "confirm", "confirm"))
                            .check(Requests.page())),
                    mailRead(),
                    sent("code of the address", code().check(Requests.page())),
                    sent(
                        "confirmation, key page",
                        Requests.posted(Map.of("confirm", "confirm"))
                            .check(Requests.page())
                            .check(regex("data-copy=\"([A-Z2-7]+)\"").saveAs("key"))),
                    exec(session -> session.set("otp", Requests.otp(session.getString("key")))),
                    sent(
                        "first code, in",
                        Requests.posted(Map.of("otp", "#{otp}", "verify", "verify"))
                            .check(Requests.in())),
                    exec(
                        session -> {
                          now.arrived().incrementAndGet();
                          return session;
                        }))
                .injectOpen(constantUsersPerSec(now.rate()).during(now.duration())))
        .protocols(Requests.browser(List.of(now.keycloak()), "203.0.113.20"))
        .maxDuration(now.duration().multipliedBy(2).plusSeconds(60));
  }

  private Iterator<Map<String, Object>> people() {
    return IntStream.iterate(now.firstPerson(), person -> person + 1)
        .mapToObj(
            person ->
                Map.<String, Object>of(
                    "user",
                    EnrolmentLoad.FRESHMEN.username(person),
                    "password",
                    People.PASSWORD,
                    "address",
                    EnrolmentLoad.FRESHMEN.username(person) + "@example.net"))
        .iterator();
  }

  private ChainBuilder sent(String name, HttpRequestActionBuilder request) {
    return Requests.sent(List.of(now.keycloak()), now.waits(), name, request);
  }

  private static HttpRequestActionBuilder code() {
    return Requests.posted(Map.of("code", "#{code}", "verify", "verify"));
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
}
