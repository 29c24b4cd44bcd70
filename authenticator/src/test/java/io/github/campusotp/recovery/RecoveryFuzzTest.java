package io.github.campusotp.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import com.code_intelligence.jazzer.mutation.annotation.WithUtf8Length;
import io.github.campusotp.fuzz.Fuzzed;
import io.github.campusotp.keycloak.ActionConfig;
import io.github.campusotp.mailcode.MaskedAddress;
import java.util.List;
import java.util.Map;
import org.keycloak.models.RequiredActionConfigModel;

/** Whatever is typed or configured, no mail goes where it may not go, or says what it may not. */
class RecoveryFuzzTest {
  private static final List<String> OWN = List.of("omu.ac.jp");

  @Fuzzed
  void an_address_that_is_taken_can_do_no_harm_in_a_mail_and_on_a_page(
      @NotNull @WithUtf8Length(max = 600) String typed) {
    TypedAddress address = TypedAddress.of(typed);
    if (!address.isMailAddress()) {
      return;
    }
    // RFC 5321, 4.1.2: a dot-string of atoms, and domain names of letters, digits and hyphens.
    assertThat(address.text())
        .hasSizeLessThanOrEqualTo(254)
        .matches("[\\x21-\\x7E]+@([a-z0-9]([a-z0-9-]*[a-z0-9])?\\.)+[a-z0-9-]*[a-z0-9]")
        .doesNotContainPattern("[\"<>()\\[\\]\\\\,:;]")
        .containsOnlyOnce("@");
    assertThat(TypedAddress.of(address.text())).isEqualTo(address);
    String name = address.text().split("@")[0];
    assertThat(MaskedAddress.of(address.text()))
        .isEqualTo(
            name.substring(0, Math.min(2, name.length() - 1))
                + "•••"
                + address.text().substring(name.length()));
  }

  @Fuzzed
  void no_spelling_of_the_university_s_domain_is_taken(
      @NotNull @WithUtf8Length(max = 80) String name,
      @NotNull @WithUtf8Length(max = 200) String domain) {
    TypedAddress address = TypedAddress.of(name + "@" + domain);
    if (address.isMailAddress()) {
      boolean own = address.text().matches("(?i).*[@.]omu\\.ac\\.jp\\.?");
      assertThat(address.within(OWN).isPresent()).as(address.text()).isEqualTo(own);
    }
  }

  /** However an administrator spells a domain: what mail to it would look like is refused. */
  @Fuzzed
  void a_domain_that_is_configured_is_refused(@NotNull @WithUtf8Length(max = 100) String domain) {
    TypedAddress address = TypedAddress.of("taro@" + domain);
    List<String> own = ownDomains(domain);
    if (address.isMailAddress()) {
      assertThat(address.within(own)).as("%s in %s", address.text(), own).isPresent();
    }
    assertThat(own).allMatch(known -> known.matches("[^\\s,A-Z]+") && !known.startsWith("."));
  }

  private static List<String> ownDomains(String text) {
    RequiredActionConfigModel model = new RequiredActionConfigModel();
    model.setConfig(Map.of("ownDomains", text));
    return RecoveryConfig.of(new ActionConfig(model)).ownDomains();
  }
}
