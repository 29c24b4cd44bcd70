package io.github.campusotp.keycloak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.campusotp.fake.FakeAuthenticationSession;
import io.github.campusotp.fake.FakeKeycloak;
import io.github.campusotp.fake.FakePage;
import io.github.campusotp.fake.FakeRequiredAction;
import io.github.campusotp.fake.FakeUser;
import io.github.campusotp.fake.FakeUserSession;
import io.github.campusotp.fake.Ours;
import io.github.campusotp.signin.PolicyAction;
import java.util.List;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.keycloak.authentication.RequiredActionContext;
import org.keycloak.authentication.RequiredActionFactory;
import org.keycloak.authentication.RequiredActionProvider;
import org.keycloak.services.ErrorPageException;
import org.keycloak.services.managers.AuthenticationManager;

/** Who is gone, disabled or signed out meanwhile gets no further in any action. */
class SignOnStatusTest {
  private final FakeKeycloak keycloak = new FakeKeycloak();
  private final FakeUser user = keycloak.add(new FakeUser("hanako"));
  private final FakeAuthenticationSession signOn =
      new FakeAuthenticationSession(keycloak.realm(), "root", "tab");

  enum End {
    DELETED("campusSignOnEnded", "user_not_found"),
    DISABLED("accountDisabledMessage", "user_disabled"),
    SIGNED_OUT("campusSignOnEnded", "session_expired");

    private final String message;
    private final String error;

    End(String message, String error) {
      this.message = message;
      this.error = error;
    }
  }

  static List<RequiredActionFactory> actions() {
    return Ours.of(RequiredActionFactory.class);
  }

  @ParameterizedTest
  @MethodSource("actions")
  void anEndedSignOnSeesNoPage(RequiredActionFactory factory) {
    for (End end : End.values()) {
      expectEnd(end, factory, RequiredActionProvider::requiredActionChallenge);
    }
  }

  @ParameterizedTest
  @MethodSource("actions")
  void anEndedSignOnSendsNothing(RequiredActionFactory factory) {
    for (End end : End.values()) {
      expectEnd(end, factory, RequiredActionProvider::processAction);
    }
  }

  @ParameterizedTest
  @EnumSource
  void anEndedSignOnDoesNotFinish(End end) {
    RequiredActionFactory last = new PolicyAction();
    expectEnd(end, last, RequiredActionProvider::evaluateTriggers);
  }

  @Test
  void aSessionThatStandsIsEnough() {
    signOnBySession();
    FakeRequiredAction open = action("any");
    SignOnStatus.requireOpen(open.model());
    assertThat(keycloak.events()).isEmpty();
  }

  @Test
  void aPasswordNeedsNoSession() {
    SignOnStatus.requireOpen(action("any").model());
    assertThat(keycloak.events()).isEmpty();
  }

  private void expectEnd(
      End end,
      RequiredActionFactory factory,
      BiConsumer<RequiredActionProvider, RequiredActionContext> call) {
    keycloak.events().clear();
    signOnBySession();
    user.setEnabled(end != End.DISABLED);
    if (end == End.SIGNED_OUT) {
      keycloak.endSessions();
    }
    FakeRequiredAction step =
        new FakeRequiredAction(keycloak, signOn, end == End.DELETED ? null : user, factory.getId());
    ErrorPageException ended =
        catchThrowableOfType(
            ErrorPageException.class,
            () -> call.accept(factory.create(keycloak.session()), step.model()));
    assertThat(ended).as(factory.getId() + " of a user " + end).isNotNull();
    FakePage page = FakePage.in(ended.getResponse());
    assertThat(page.status().getStatusCode()).isEqualTo(400);
    assertThat(page.errors()).containsExactly(end.message);
    assertThat(step.status()).isNull();
    assertThat(keycloak.eventNames()).containsExactly("CUSTOM_REQUIRED_ACTION_ERROR " + end.error);
    assertThat(keycloak.mail().sent()).isEmpty();
  }

  private void signOnBySession() {
    keycloak.signedOn(new FakeUserSession("root", user));
    signOn.model().setAuthNote(AuthenticationManager.SSO_AUTH, "true");
  }

  private FakeRequiredAction action(String id) {
    return new FakeRequiredAction(keycloak, signOn, user, id);
  }
}
