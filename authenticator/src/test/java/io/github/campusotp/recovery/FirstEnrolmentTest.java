package io.github.campusotp.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.campusotp.fake.FakeAuthenticationSession;
import io.github.campusotp.fake.FakeKeycloak;
import io.github.campusotp.fake.FakePage;
import io.github.campusotp.fake.FakeRequest;
import io.github.campusotp.fake.FakeRequiredAction;
import io.github.campusotp.fake.FakeUser;
import io.github.campusotp.fake.Ours;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.keycloak.authentication.RequiredActionFactory;
import org.keycloak.authentication.RequiredActionProvider;

/** Every page of the first enrolment says that it is one, and no page of another sign-on does. */
class FirstEnrolmentTest {
  private final FakeKeycloak keycloak = new FakeKeycloak();
  private final FakeUser user = keycloak.add(new FakeUser("hanako"));
  private final FakeAuthenticationSession signOn =
      new FakeAuthenticationSession(keycloak.realm(), "root", "tab");

  @ParameterizedTest
  @CsvSource({
    // action, first enrolment, whether its page comes back when nothing was typed
    "TERMS_AND_CONDITIONS, true, false",
    "TERMS_AND_CONDITIONS, false, false",
    "UPDATE_PASSWORD, true, true",
    "UPDATE_PASSWORD, false, true",
    "campus-recovery-address, true, true",
    "campus-recovery-address, false, true",
    "campus-otp-setup, true, true",
    "campus-otp-setup, false, true",
  })
  void isToldToThePage(String id, boolean first, boolean again) {
    user.addRequiredAction(id);
    signOn.model().setAuthenticatedUser(user);
    if (first) {
      FirstEnrolment.begin(signOn.model());
    }
    RequiredActionProvider action =
        Ours.of(RequiredActionFactory.class).stream()
            .filter(ours -> ours.getId().equals(id))
            .findFirst()
            .orElseThrow()
            .create(keycloak.session());
    FakeRequiredAction opened = next(id);
    action.requiredActionChallenge(opened.model());
    assertThat(opened.page().attribute("campusFirst")).isEqualTo(first);
    if (again) {
      FakeRequiredAction sent = next(id);
      action.processAction(sent.model());
      assertThat(sent.page().attribute("campusFirst")).isEqualTo(first);
    }
  }

  /** A step that a provider's user never takes is not one that is done. */
  @ParameterizedTest
  @CsvSource({"true", "false"})
  void tellsThePageWhetherThereIsAPassword(boolean has) {
    if (has) {
      user.setPassword(1000L);
    }
    FakeRequiredAction context = next("campus-otp-setup");
    FirstEnrolment.show(context.model());
    FakePage page = FakePage.in(context.model().form().createForm("any.ftl"));
    assertThat(page.attribute("campusWithPassword")).isEqualTo(has);
  }

  private FakeRequiredAction next(String id) {
    keycloak.request(FakeRequest.from("198.51.100.1"));
    return new FakeRequiredAction(keycloak, signOn, user, id);
  }
}
