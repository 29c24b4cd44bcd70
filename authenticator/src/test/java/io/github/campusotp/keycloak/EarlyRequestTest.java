package io.github.campusotp.keycloak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.campusotp.fake.FakeAuthenticationSession;
import io.github.campusotp.fake.FakeFlowStep;
import io.github.campusotp.fake.FakeKeycloak;
import io.github.campusotp.fake.FakeRequest;
import io.github.campusotp.fake.FakeRequiredAction;
import io.github.campusotp.fake.FakeUser;
import jakarta.ws.rs.RedirectionException;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.keycloak.models.AuthenticationExecutionModel;
import org.keycloak.sessions.AuthenticationSessionModel;

/** A request for a page waits for the form before it, also for one that is only coming. */
class EarlyRequestTest {
  private static final String EXPIRED = "expiredActionMessage";
  private static final String TOLD = "forwardedErrorMessage";

  private final FakeKeycloak keycloak = new FakeKeycloak();
  private final FakeAuthenticationSession fake =
      new FakeAuthenticationSession(keycloak.realm(), UUID.randomUUID().toString(), "tab");
  private final AuthenticationSessionModel signOn = fake.model();

  /** Keycloak has looked at the form, and sent the second one here; we have not seen the first. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  @Timeout(60)
  void waitsForAFormThatIsComing(boolean inAFlow) throws InterruptedException {
    isProcessed("this step");
    signOn.setAuthNote(TOLD, EXPIRED);
    Runnable leave = inAFlow ? () -> leaveStep(EXPIRED) : this::leaveAction;
    AtomicReference<Throwable> answer = new AtomicReference<>();
    Thread early = new Thread(() -> answer.set(catchThrowable(leave::run)));
    early.start();
    while (early.isAlive() && early.getState() != Thread.State.TIMED_WAITING) {
      Thread.onSpinWait();
    }
    assertThat(early.isAlive()).as("it waits").isTrue();
    FormRequest.enter(signOn, "form", keycloak.session().getTransactionManager());
    keycloak.request(FakeRequest.from("198.51.100.1")); // the form is through
    early.join();
    assertThat(answer).hasValueMatching(RedirectionException.class::isInstance);
  }

  /** It may have been lost: the page is shown then. */
  @Test
  @Timeout(60)
  void waitsOnceForAFormThatDoesNotCome() {
    isProcessed("this step");
    signOn.setAuthNote(TOLD, EXPIRED);
    assertThatThrownBy(this::leaveAction).isInstanceOf(RedirectionException.class);
    assertThatCode(this::leaveAction).doesNotThrowAnyException();
  }

  /** The third is a form with a wrong code: Keycloak did not process it. */
  @ParameterizedTest
  @CsvSource({
    "code, expiredActionMessage, this step",
    ", loginTimeout, this step",
    ", expiredActionMessage, the step before",
    ",, this step",
  })
  void waitsForNothingElse(String code, String told, String processed) {
    isProcessed(processed);
    signOn.setAuthNote("active_code", code);
    signOn.setAuthNote(TOLD, told);
    assertThatCode(() -> leaveStep(told)).doesNotThrowAnyException();
    assertThatCode(this::leaveAction).doesNotThrowAnyException();
  }

  private void isProcessed(String step) {
    signOn.setAuthNote("current.authentication.execution", "this step");
    signOn.setAuthNote("last.processed.execution", step);
  }

  private void leaveStep(String told) {
    FakeFlowStep step =
        new FakeFlowStep(
            keycloak, fake, new AuthenticationExecutionModel(), new FakeUser("hanako"));
    EarlyRequest.leave(told == null ? step.model() : step.forwarded(told).model());
  }

  private void leaveAction() {
    EarlyRequest.leave(
        new FakeRequiredAction(keycloak, fake, new FakeUser("hanako"), "campus-otp-setup").model());
  }
}
