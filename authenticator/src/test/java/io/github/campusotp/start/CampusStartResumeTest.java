package io.github.campusotp.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.campusotp.fake.FakeAuthenticationSession;
import io.github.campusotp.fake.FakeFlowStep;
import io.github.campusotp.fake.FakeKeycloak;
import io.github.campusotp.fake.FakeRequest;
import io.github.campusotp.fake.FakeUser;
import io.github.campusotp.fake.FakeUserSession;
import io.github.campusotp.recovery.FirstEnrolment;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.keycloak.authentication.FlowStatus;
import org.keycloak.services.ErrorPageException;

/** What the start procedure asks of a user who comes to it again. */
class CampusStartResumeTest {
  private final FakeKeycloak keycloak = new FakeKeycloak();
  private final FakeUser user = keycloak.add(new FakeUser("hanako"));
  private final FakeAuthenticationSession signOn =
      new FakeAuthenticationSession(keycloak.realm(), "root", "tab");

  @BeforeEach
  void pledgeIsOn() {
    keycloak.realm().action("TERMS_AND_CONDITIONS", true);
  }

  @Test
  void goesOnAtOnceWithSomebodyNew() {
    FakeFlowStep step = begin();
    assertThat(step.status()).isEqualTo(FlowStatus.SUCCESS);
    assertThat(signOn.model().getRequiredActions()).containsExactly("campus-otp-setup");
    assertThat(FirstEnrolment.is(signOn.model())).isTrue();
    assertThat(finishedBefore()).isFalse();
  }

  @Test
  void hasNothingToDoWithSomebodyWhoIsDone() {
    user.giveKey("key", 1000);
    FakeFlowStep step = begin();
    assertThat(step.status()).isEqualTo(FlowStatus.SUCCESS);
    assertThat(signOn.model().getRequiredActions()).isEmpty();
    assertThat(FirstEnrolment.is(signOn.model())).isFalse();
    assertThat(finishedBefore()).isTrue();
  }

  @Test
  void asksForNoKeyThatIsThere() {
    user.giveKey("key", 1000);
    user.addRequiredAction("TERMS_AND_CONDITIONS");
    assertThat(begin().status()).isEqualTo(FlowStatus.SUCCESS);
    assertThat(signOn.model().getRequiredActions()).isEmpty();
    assertThat(FirstEnrolment.is(signOn.model())).isTrue();
  }

  @Test
  void asksSomebodyWhoLeftWhetherToGoOn() {
    leftAfterThePledge();
    FakeFlowStep step = begin();
    assertThat(step.status()).isEqualTo(FlowStatus.CHALLENGE);
    assertThat(step.page().template()).isEqualTo("campus-resume.ftl");
    assertThat(step.page().attribute("campusStep")).isEqualTo("signon");
    assertThat(step.page().attribute("campusDone"))
        .isEqualTo(List.of("pledge", "password", "address"));
    assertThat(step.page().attribute("campusOpen")).isEqualTo(List.of("key"));
  }

  @Test
  void goesOnIfTheUserWantsTo() {
    leftAfterThePledge();
    begin();
    assertThat(send("confirm").status()).isEqualTo(FlowStatus.SUCCESS);
    assertThat(user.getRequiredActionsStream()).isEmpty();
  }

  /** Also in the next sign-on: who stops after the explanation still has to pledge. */
  @Test
  void beginsAnewIfTheUserWantsTo() {
    leftAfterThePledge();
    begin();
    FakeFlowStep back = send("back");
    assertThat(back.status()).isEqualTo(FlowStatus.CHALLENGE);
    assertThat(back.page().template()).isEqualTo("campus-start.ftl");
    assertThat(back.page().attribute("campusStep")).isEqualTo("start");
    assertThat(user.getRequiredActionsStream()).containsExactly("TERMS_AND_CONDITIONS");
    assertThat(begin().page().template()).as("reloaded").isEqualTo("campus-start.ftl");
    assertThat(send("confirm").status()).isEqualTo(FlowStatus.SUCCESS);
  }

  @Test
  void takesNoAnswerOfADisabledUser() {
    leftAfterThePledge();
    begin();
    user.setEnabled(false);
    assertThatThrownBy(() -> send("back")).isInstanceOf(ErrorPageException.class);
    assertThat(user.getRequiredActionsStream()).isEmpty();
  }

  @Test
  void asksForNoPledgeThatIsSwitchedOff() {
    keycloak.realm().action("TERMS_AND_CONDITIONS", false);
    leftAfterThePledge();
    begin();
    assertThat(send("back").page().template()).isEqualTo("campus-start.ftl");
    assertThat(user.getRequiredActionsStream()).isEmpty();
  }

  @Test
  void asksAgainAfterAnythingElse() {
    leftAfterThePledge();
    begin();
    assertThat(send("other").page().template()).isEqualTo("campus-resume.ftl");
  }

  private void leftAfterThePledge() {
    user.setSingleAttribute("terms_and_conditions", "1775000000");
    user.setSingleAttribute("recoveryEmail", "hanako@example.com");
  }

  private FakeFlowStep begin() {
    keycloak.request(FakeRequest.from("198.51.100.1"));
    FakeFlowStep step = new FakeFlowStep(keycloak, signOn, null, user);
    CampusStartResume.SINGLETON.authenticate(step.model());
    return step;
  }

  private FakeFlowStep send(String field) {
    keycloak.request(FakeRequest.from("198.51.100.1").field(field, ""));
    FakeFlowStep step = new FakeFlowStep(keycloak, signOn, null, user);
    CampusStartResume.SINGLETON.action(step.model());
    return step;
  }

  private boolean finishedBefore() {
    return StartNotes.is(new FakeUserSession("session", user, signOn).model());
  }
}
