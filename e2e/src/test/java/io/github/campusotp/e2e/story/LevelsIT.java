package io.github.campusotp.e2e.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
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
import java.util.Base64;
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
    Map<Session, List<Visit>> visits = new EnumMap<>(Session.class);
    SamlClient saml = demand.isSaml() ? samlClient() : null;
    for (Session session : Session.values()) {
      // Someone of its own for each way that types codes; a silent one types none.
      visits.put(
          session,
          List.of(
              visit(place, demand, saml, session, Way.SILENT, Way.PLAIN),
              visit(place, demand, saml, session, Way.AFRESH)));
    }
    List<String> wrong = new ArrayList<>();
    try (Setting always = campus.settings().policy("alwaysSecondFactor", rule(demand));
        Setting minimum = minimum(demand, saml)) {
      for (Session session : Session.values()) {
        try (Setting age = age(session, visits.get(session))) {
          for (Visit visit : visits.get(session)) {
            wrong.addAll(visit.mistakes());
          }
        }
      }
    } finally {
      if (saml != null) {
        campus.clients().delete(saml.entity());
      }
    }
    assertThat(wrong).isEmpty();
  }

  private SamlClient samlClient() {
    return SamlClient.register(campus, "https://sp.example/" + System.nanoTime());
  }

  private static String rule(Demand demand) {
    return demand == Demand.ROLE ? ROLE : "";
  }

  private Setting minimum(Demand demand, SamlClient saml) {
    return switch (demand) {
      case MINIMUM_ACR -> campus.clients().attribute("omu-portal", "minimum.acr.value", MFA);
      case MINIMUM_ACR_SAML -> campus.clients().attribute(saml.entity(), "minimum.acr.value", MFA);
      default -> () -> {};
    };
  }

  /** Makes the sessions too old: a second is enough, and it is waited for. */
  private Setting age(Session session, List<Visit> visits) throws IOException {
    if (session != Session.EXPIRED) {
      return () -> {};
    }
    Setting second = campus.settings().policy("otpMaxAge", "1");
    for (Visit visit : visits) {
      HttpSignOn browser = new HttpSignOn(campus.front()).cookies(visit.browser.cookieLine());
      String silently = portal.authorization("prompt", "none");
      Patience.until(
          "the session's one-time password is too old",
          () -> browser.at(Networks.HOME).get(silently).location().contains("login_required"));
    }
    return second;
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

  /** One browser, and what its user does with it. */
  private final class Visit {
    private final String place;
    private final Demand demand;
    private final SamlClient saml;
    private final Session session;
    private final List<Way> ways;
    private final Person person;
    private final HttpSignOn browser;

    Visit(
        String place,
        Demand demand,
        SamlClient saml,
        Session session,
        List<Way> ways,
        Person person,
        HttpSignOn browser) {
      this.place = place;
      this.demand = demand;
      this.saml = saml;
      this.session = session;
      this.ways = ways;
      this.person = person;
      this.browser = browser;
    }

    List<String> mistakes() throws IOException {
      List<String> mistakes = new ArrayList<>();
      for (Way way : ways) {
        Outcome expected = Outcome.of(place, demand, session, way);
        Outcome outcome = signOn(way);
        if (!outcome.equals(expected)) {
          mistakes.add(session + " " + way + ": " + outcome + ", expected " + expected);
        }
      }
      return mistakes;
    }

    private Outcome signOn(Way way) throws IOException {
      List<String> asked = new ArrayList<>();
      Answer answer = browser.get(demand.isSaml() ? saml(way) : oidc(way));
      while (answer.status() == 200 && !SamlClient.isAnswer(answer) && asked.size() < 3) {
        boolean yellow = answer.isYellowPage();
        asked.add(yellow ? "otp" : answer.body().contains("id=\"password\"") ? "password" : "?");
        answer =
            yellow ? browser.submit(Map.of("otp", person.code())) : browser.rightPassword(person);
      }
      return new Outcome(asked, demand.isSaml() ? SamlClient.told(answer) : told(answer));
    }

    private String saml(Way way) {
      String attribute =
          switch (way) {
            case SILENT -> "IsPassive=\"true\"";
            case PLAIN -> "";
            case AFRESH -> "ForceAuthn=\"true\"";
          };
      return saml.request(
          attribute,
          switch (demand) {
            case SAML_EXACT -> SamlClient.wish("exact", MFA);
            case SAML_MINIMUM -> SamlClient.wish("minimum", MFA);
            default -> "";
          });
    }

    private String oidc(Way way) {
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

    private String told(Answer answer) throws IOException {
      if (!answer.isIn()) {
        return answer.location() == null
            ? answer.toString()
            : URLDecoder.decode(
                answer.location().replaceFirst(".*[?&]error=([^&]*).*", "$1"),
                StandardCharsets.UTF_8);
      }
      Answer tokens = browser.post(TOKEN, portal.redemption(answer.code()));
      String idToken = JSON.readTree(tokens.body()).path("id_token").asText();
      JsonNode claims = JSON.readTree(Base64.getUrlDecoder().decode(idToken.split("\\.")[1]));
      return claims.path("acr").asText();
    }
  }
}
