package io.github.campusotp.location;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import com.code_intelligence.jazzer.mutation.annotation.WithUtf8Length;
import io.github.campusotp.fake.FakeKeycloak;
import io.github.campusotp.fake.FakeRequest;
import io.github.campusotp.fake.FakeUser;
import io.github.campusotp.fuzz.Fuzzed;
import io.github.campusotp.network.ClientAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Whatever is configured, a mistake is told and asks for the one-time password. */
class LocationFuzzTest {
  private static final String CAMPUS = "campus = 10.64.0.0/12, 2001:db8::/32";

  @Fuzzed
  void a_lifetime_that_cannot_be_read_is_told_and_spares_nobody_the_one_time_password(
      @NotNull @WithUtf8Length(max = 40) String otpMaxAge) {
    CampusPolicy policy = CampusPolicy.read(Map.of(CampusPolicy.OTP_MAX_AGE, otpMaxAge));
    boolean number = otpMaxAge.trim().matches("|[+-]?0+|[+]?[0-9]{1,9}");
    if (number) {
      assertThat(policy.otpMaxAge())
          .isEqualTo(Integer.parseInt("0" + otpMaxAge.trim().replaceFirst("^[+-]", "")));
    }
    assertThat(policy.otpMaxAge()).isGreaterThanOrEqualTo(-1);
    assertThat(policy.mistakes()).hasSize(policy.otpMaxAge() < 0 ? 1 : 0);
  }

  /** In a realm without roles and groups every name is missing. */
  @Fuzzed
  void a_line_that_names_what_is_not_there_is_told_and_spares_nobody(
      @NotNull @WithUtf8Length(max = 100) String text) {
    FakeKeycloak keycloak = new FakeKeycloak();
    keycloak.realm().judgeBy(Map.of("networks", CAMPUS, "alwaysSecondFactor", text));
    keycloak.request(FakeRequest.from("10.64.0.1"));
    boolean names = text.lines().anyMatch(line -> !line.replaceFirst("(^|\\s)#.*", "").isBlank());
    assertThat(RequestLevel.of(keycloak.session(), new FakeUser("hanako")).needsSecondFactor())
        .isEqualTo(names);
    CampusPolicy policy = CampusPolicies.of(keycloak.realm().model());
    assertThat(policy.mistakesIn(keycloak.session(), keycloak.realm().model()).isEmpty())
        .isNotEqualTo(names);
  }

  /** Of whatever text Keycloak makes an entry of the header: the header's entries count too. */
  @Fuzzed
  void what_keycloak_has_of_a_client_behind_a_proxy_gives_nothing(
      @NotNull @WithUtf8Length(max = 60) String host,
      @NotNull @WithUtf8Length(max = 100) String header) {
    FakeKeycloak keycloak = new FakeKeycloak();
    keycloak.server().set("kc.proxy-headers", "xforwarded");
    keycloak.server().set("kc.proxy-trusted-addresses", "192.0.2.10");
    keycloak.request(
        FakeRequest.from(null).host(host).header("X-Forwarded-For", header).throughProxy());
    CampusPolicy policy = CampusPolicy.read(Map.of(CampusPolicy.NETWORKS, CAMPUS));
    boolean onCampus =
        RequestLocation.of(
                keycloak.session().getContext(), policy.networks(), policy.trustedProxies())
            .network()
            .isPresent();
    List<String> known = new ArrayList<>(List.of(header.split(",", -1)));
    known.add(host);
    assertThat(onCampus).isEqualTo(known.stream().allMatch(text -> isOnCampus(policy, text)));
  }

  private static boolean isOnCampus(CampusPolicy policy, String text) {
    return ClientAddress.parse(text.replaceAll("^[ \\t]+|[ \\t]+$", ""))
        .flatMap(policy.networks()::nameOf)
        .isPresent();
  }
}
