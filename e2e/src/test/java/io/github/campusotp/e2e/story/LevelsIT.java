package io.github.campusotp.e2e.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.campusotp.e2e.Networks;
import io.github.campusotp.e2e.Patience;
import io.github.campusotp.e2e.Person;
import io.github.campusotp.e2e.server.Campus;
import io.github.campusotp.e2e.server.HttpSignOn;
import io.github.campusotp.e2e.server.HttpSignOn.Answer;
import io.github.campusotp.e2e.server.OidcClient;
import io.github.campusotp.e2e.server.SamlClient;
import io.github.campusotp.e2e.server.Setting;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Network, service, request and user: the most demanding wins, and the service hears of it. */
@ExtendWith(Campus.Resolver.class)
class LevelsIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String TOKEN = "/realms/omu/protocol/openid-connect/token";
  private static final String SFA = "https://refeds.org/profile/sfa";
  private static final String MFA = "https://refeds.org/profile/mfa";
  private static final String ROLE = "realm-management.realm-admin";

  /** Who wants level 2, and how. */
  enum Demand {
    NOBODY,
    VOLUNTARY,
    ESSENTIAL,
    SAML_EXACT,
    SAML_MINIMUM,
    MINIMUM_ACR,
    MINIMUM_ACR_SAML,
    ROLE;

    boolean isSaml() {
      return name().contains("SAML");
    }
  }

  /** The session that the browser has. */
  enum Session {
    NONE,
    LEVEL_1,
    LEVEL_2,
    KEY_REISSUED,
    EXPIRED
  }

  /** How the service sends the user. */
  enum Way {
    SILENT,
    PLAIN,
    AFRESH
  }

  /**
   * What came of a sign-on.
   *
   * @param asked what the user had to type, in order
   * @param told what the service heard: the level's name, or the error
   */
  record Outcome(List<String> asked, String told) {
    /** The rule, in its shortest form. */
    static Outcome of(String place, Demand demand, Session session, Way way) {
      int needs = place.equals(Networks.OMUNET) && demand == Demand.NOBODY ? 1 : 2;
      int has =
          session == Session.NONE || way == Way.AFRESH ? 0 : session == Session.LEVEL_2 ? 2 : 1;
      List<String> asked = new ArrayList<>();
      if (has == 0) {
        asked.add("password");
      }
      if (has < 2 && needs == 2) {
        asked.add("otp");
      }
      if (way == Way.SILENT && !asked.isEmpty()) {
        return new Outcome(List.of(), demand.isSaml() ? "NoPassive" : "login_required");
      }
      return new Outcome(asked, has == 2 || needs == 2 ? MFA : SFA);
    }
  }

  private final Campus campus;
  private final OidcClient portal;

  LevelsIT(Campus campus) {
    this.campus = campus;
    this.portal = OidcClient.named("omu-portal", campus);
  }

  private static Stream<Arguments> rows() {
    return Stream.of(Networks.OMUNET, Networks.HOME, Networks.VPN)
        .flatMap(place -> Stream.of(Demand.values()).map(demand -> Arguments.of(place, demand)));
  }

  @ParameterizedTest
  @MethodSource("rows")
  void areAskedForAndTold(String place, Demand demand) throws Exception {
    List<String> wrong = new ArrayList<>();
    try (SamlClient saml = demand.isSaml() ? SamlClient.register(campus) : null) {
      Map<Session, List<Visit>> visits = new EnumMap<>(Session.class);
      for (Session session : Session.values()) {
        // A user of its own for each way that types codes; a silent one types none.
        visits.put(
            session,
            List.of(
                visit(place, demand, saml, session, Way.SILENT, Way.PLAIN),
                visit(place, demand, saml, session, Way.AFRESH)));
      }
      try (Setting always = campus.settings().policy("alwaysSecondFactor", rule(demand));
          Setting minimum = minimum(demand, saml)) {
        for (Session session : Session.values()) {
          try (Setting age = age(session)) {
            for (Visit visit : visits.get(session)) {
              wrong.addAll(mistakes(visit));
            }
          }
        }
      }
    }
    assertThat(wrong).isEmpty();
  }

  private static String rule(Demand demand) {
    return demand == Demand.ROLE ? ROLE : "";
  }

  private Setting minimum(Demand demand, SamlClient saml) {
    return switch (demand) {
      case MINIMUM_ACR -> campus.clients().attribute("omu-portal", "minimum.acr.value", MFA);
      case MINIMUM_ACR_SAML -> saml.attribute("minimum.acr.value", MFA);
      default -> () -> {};
    };
  }

  private Setting age(Session session) {
    return session == Session.EXPIRED ? campus.settings().policy("otpMaxAge", "1") : () -> {};
  }

  /** A second makes it too old, and is waited for. */
  private void awaitAge(Visit visit) throws IOException {
    HttpSignOn browser = new HttpSignOn(campus.front()).cookies(visit.browser.cookieLine());
    String silently = portal.authorization("prompt", "none");
    Patience.until(
        "the session's one-time password is too old",
        () -> browser.at(Networks.HOME).get(silently).location().contains("login_required"));
  }

  private Visit visit(String place, Demand demand, SamlClient saml, Session session, Way... ways)
      throws IOException {
    Person person =
        demand == Demand.ROLE ? campus.people().administrator() : campus.people().student();
    HttpSignOn browser = new HttpSignOn(campus.front());
    if (session != Session.NONE) {
      browser.at(session == Session.LEVEL_1 ? Networks.OMUNET : Networks.HOME);
      Answer answer = browser.password(person, campus.portalCallback());
      if (session != Session.LEVEL_1) {
        answer = browser.submit(Map.of("otp", person.code()));
      }
      assertThat(answer.isIn()).as(answer.toString()).isTrue();
    }
    Person now = session == Session.KEY_REISSUED ? campus.users().giveNewerKey(person) : person;
    return new Visit(place, demand, saml, session, List.of(ways), now, browser.at(place));
  }

  /** One browser, and how its user comes to the service. */
  private record Visit(
      String place,
      Demand demand,
      SamlClient saml,
      Session session,
      List<Way> ways,
      Person person,
      HttpSignOn browser) {}

  private List<String> mistakes(Visit visit) throws IOException {
    if (visit.session == Session.EXPIRED) {
      awaitAge(visit);
    }
    List<String> mistakes = new ArrayList<>();
    for (Way way : visit.ways) {
      Outcome expected = Outcome.of(visit.place, visit.demand, visit.session, way);
      Outcome outcome = signOn(visit, way);
      if (!outcome.equals(expected)) {
        mistakes.add(visit.session + " " + way + ": " + outcome + ", expected " + expected);
      }
    }
    return mistakes;
  }

  private Outcome signOn(Visit visit, Way way) throws IOException {
    HttpSignOn browser = visit.browser;
    Person person = visit.person;
    boolean isSaml = visit.demand.isSaml();
    List<String> asked = new ArrayList<>();
    Answer answer = browser.get(isSaml ? saml(visit, way) : oidc(visit.demand, way));
    while (answer.status() == 200 && !SamlClient.isAnswer(answer) && asked.size() < 3) {
      boolean yellow = answer.isYellowPage();
      asked.add(yellow ? "otp" : answer.body().contains("id=\"password\"") ? "password" : "?");
      answer =
          yellow ? browser.submit(Map.of("otp", person.code())) : browser.rightPassword(person);
    }
    return new Outcome(asked, isSaml ? SamlClient.told(answer) : told(browser, answer));
  }

  private static String saml(Visit visit, Way way) {
    String attribute =
        switch (way) {
          case SILENT -> "IsPassive=\"true\"";
          case PLAIN -> "";
          case AFRESH -> "ForceAuthn=\"true\"";
        };
    return visit.saml.request(
        attribute,
        switch (visit.demand) {
          case SAML_EXACT -> SamlClient.wish("exact", MFA);
          case SAML_MINIMUM -> SamlClient.wish("minimum", MFA);
          default -> "";
        });
  }

  private String oidc(Demand demand, Way way) {
    List<String> more = new ArrayList<>();
    switch (way) {
      case SILENT -> more.addAll(List.of("prompt", "none"));
      case PLAIN -> {}
      case AFRESH -> more.addAll(List.of("prompt", "login"));
    }
    switch (demand) {
      case VOLUNTARY -> more.addAll(List.of("acr_values", MFA));
      case ESSENTIAL ->
          more.addAll(
              List.of(
                  "claims",
                  "{\"id_token\":{\"acr\":{\"essential\":true,\"value\":\"" + MFA + "\"}}}"));
      default -> {}
    }
    return portal.authorization(more.toArray(String[]::new));
  }

  private String told(HttpSignOn browser, Answer answer) throws IOException {
    if (!answer.isIn()) {
      return answer.location() == null
          ? answer.toString()
          : URLDecoder.decode(
              answer.location().replaceFirst(".*[?&]error=([^&]*).*", "$1"),
              StandardCharsets.UTF_8);
    }
    Answer tokens = browser.post(TOKEN, portal.redemption(answer.code()));
    String idToken = JSON.readTree(tokens.body()).path("id_token").asText();
    return OidcClient.claims(idToken).path("acr").asText();
  }
}
