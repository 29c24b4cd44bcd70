package io.github.campusotp.manage;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class ActionResultTest {
  @ParameterizedTest
  @CsvSource({
    "success,   ,                        setup-success",
    "cancelled, ,                        setup-cancelled",
    "error,     ,                        setup-error",
    ",          access_denied,           setup-cancelled",
    ",          temporarily_unavailable, setup-error",
    "success,   server_error,            setup-error"
  })
  void saysHowTheActionEnded(String status, String error, String word) {
    assertThat(ActionResult.ofAnswer(ManagementAction.SETUP, status, error))
        .map(ActionResult::word)
        .contains(word);
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", "Success", "success ", "<b>", "setup-success"})
  void saysNothingOfAStatusThatKeycloakDoesNotHave(String status) {
    assertThat(ActionResult.ofAnswer(ManagementAction.SETUP, status, null)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void isFoundAgainByItsWord(ManagementAction action) {
    ActionResult result = new ActionResult(action, "success");

    assertThat(ActionResult.ofWord(result.word())).contains(result);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-",
        "setup",
        "setup-",
        "-success",
        "SETUP-success",
        "setup-success-success",
        "test-tried",
        "<script>-success"
      })
  void isNothingInWordsOfAnotherShape(String word) {
    assertThat(ActionResult.ofWord(word)).isEmpty();
  }

  @Test
  void hasAWordForEachAction() {
    assertThat(ManagementAction.values())
        .extracting(ManagementAction::word)
        .containsExactly("setup", "show", "delete", "backup", "passkey", "address");
    assertThat(ManagementAction.ofId("UPDATE_PASSWORD")).isEmpty();
    assertThat(ManagementAction.ofId(null)).isEmpty();
  }
}
