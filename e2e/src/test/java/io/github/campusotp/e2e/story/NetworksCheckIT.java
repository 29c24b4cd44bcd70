package io.github.campusotp.e2e.story;

import static io.github.campusotp.e2e.server.KeycloakAdmin.REALM;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.campusotp.e2e.Person;
import io.github.campusotp.e2e.server.Campus;
import io.github.campusotp.e2e.server.HttpSignOn;
import io.github.campusotp.e2e.server.HttpSignOn.Answer;
import io.github.campusotp.e2e.server.OidcClient;
import io.github.campusotp.e2e.server.Program;
import io.github.campusotp.e2e.server.Setting;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A list of networks is tried out before it is saved, by mistakes and by what it would change. */
@ExtendWith(Campus.Resolver.class)
class NetworksCheckIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String CHECK = REALM + "/campus-otp/networks/check";

  /** No other story signs on from there. */
  private static final String HOTEL = "198.51.100.77";

  private static final String LAB = "10.95.7.7";

  private final Campus campus;

  NetworksCheckIT(Campus campus) {
    this.campus = campus;
  }

  @ParameterizedTest
  @CsvSource({
    "campus-help-desk, 403",
    "manage-realm, 403",
    "view-events, 403",
    "campus-administrator, 200",
    "realm-admin, 200",
  })
  void aRoleMayCheck(String role, int status) throws Exception {
    assertThat(check(role, Map.of("networks", "")).statusCode()).isEqualTo(status);
  }

  @Test
  void aMistakeIsShownByItsLine() throws Exception {
    JsonNode answer =
        answer(
            Map.of(
                "networks",
                "# ours\nLab = 10.95.0.1/16\n!VPN = nowhere",
                "trustedProxies",
                "192.0.2.300",
                "days",
                1));
    assertThat(answer.path("problems"))
        .extracting(
            problem ->
                problem.path("setting").asText()
                    + " "
                    + problem.path("line")
                    + " "
                    + problem.path("text").asText())
        .containsExactly(
            "networks 2 Lab = 10.95.0.1/16",
            "networks 3 !VPN = nowhere",
            "trustedProxies 1 192.0.2.300");
    assertThat(answer.at("/problems/0/what").asText()).contains("10.95.0.0/16");
    assertThat(answer.has("changes")).as("nothing is compared with a mistake").isFalse();
  }

  @ParameterizedTest
  @CsvSource({"-1", "367"})
  void thatManyDaysCannotBeLookedAt(int days) throws Exception {
    HttpResponse<String> answer =
        check("campus-administrator", Map.of("networks", "", "days", days));
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).isEqualTo("{\"errorMessage\":\"days is 0 to 366\"}");
  }

  @Test
  void whatHasNoListIsRefused() throws Exception {
    HttpResponse<String> answer = check("campus-administrator", Map.of("days", 1));
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("networks is the list to check");
  }

  @Test
  void signOnsOfTheLastDaysAreJudgedAgain() throws Exception {
    String present = campus.settings().policy("networks");
    String role = "realm-management.realm-admin";
    try (Setting wider = campus.settings().policy("networks", present + "\nLab = 10.95.0.0/16");
        Setting always = campus.settings().policy("alwaysSecondFactor", role)) {
      Person person = campus.people().student();
      signOn(person, HOTEL);
      signOn(person, HOTEL);
      signOn(campus.people().student(), HOTEL);
      signOn(campus.people().administrator(), HOTEL);
      signOn(campus.people().student(), LAB);
      signOn(campus.people().administrator(), LAB);

      JsonNode moved =
          answer(Map.of("networks", present + "\nHotel = " + HOTEL + "/32", "days", 1));
      assertThat(moved.path("problems")).isEmpty();
      assertThat(moved.at("/changes/signOns").asLong()).isGreaterThanOrEqualTo(6);
      assertThat(moved.at("/changes/spared"))
          .as("not who is asked wherever they are")
          .hasToString("{\"signOns\":3,\"people\":2,\"networks\":{\"Hotel\":3}}");
      assertThat(moved.at("/changes/asked"))
          .hasToString("{\"signOns\":1,\"people\":1,\"networks\":{\"Lab\":1}}");

      JsonNode same = answer(Map.of("networks", present + "\nLab = 10.95.0.0/16", "days", 1));
      for (String change : List.of("asked", "spared")) {
        assertThat(same.at("/changes/" + change))
            .hasToString("{\"signOns\":0,\"people\":0,\"networks\":{}}");
      }
    }
    assertThat(campus.settings().policy("networks")).as("nothing is saved").isEqualTo(present);
  }

  private void signOn(Person person, String address) throws Exception {
    HttpSignOn browser = new HttpSignOn(campus.node());
    String from = "X-Forwarded-For: " + address;
    browser.get(new OidcClient("omu-portal", campus.portalCallback(), "").authorization(), from);
    Answer answer = browser.rightPassword(person, from);
    if (answer.isYellowPage()) {
      answer = browser.submit(Map.of("otp", person.code()), from);
    }
    assertThat(answer).matches(Answer::isIn);
    assertThat(campus.records().lastLogin(person).clientAddress()).isEqualTo(address);
  }

  private JsonNode answer(Map<String, Object> body) throws Exception {
    HttpResponse<String> answer = check("campus-administrator", body);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return JSON.readTree(answer.body());
  }

  private HttpResponse<String> check(String role, Map<String, Object> body) throws Exception {
    try (Program program = new Program(campus, List.of(role))) {
      return program.call("POST", CHECK, JSON.writeValueAsString(body));
    }
  }
}
