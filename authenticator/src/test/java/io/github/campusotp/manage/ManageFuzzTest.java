package io.github.campusotp.manage;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import com.code_intelligence.jazzer.mutation.annotation.WithUtf8Length;
import io.github.campusotp.fuzz.Fuzzed;
import java.util.Optional;

/** Whatever a browser sends back, the site takes its own words from it and nothing else. */
class ManageFuzzTest {
  @Fuzzed
  void an_answer_is_one_of_the_site_s_own_words(
      @NotNull @WithUtf8Length(max = 80) String word,
      @NotNull @WithUtf8Length(max = 80) String how) {
    ActionResult.ofWord(word)
        .ifPresent(
            result ->
                assertThat(result.word())
                    .isEqualTo(word)
                    .matches("(setup|show|delete|address)-(success|cancelled|error)"));
    for (ManagementAction action : ManagementAction.values()) {
      assertThat(ActionResult.ofAnswer(action, word, how))
          .get()
          .extracting(ActionResult::how)
          .isIn("cancelled", "error");
      Optional<ActionResult> result = ActionResult.ofAnswer(action, how, null);
      assertThat(result.isPresent()).isEqualTo(how.matches("success|cancelled|error"));
      result.ifPresent(read -> assertThat(ActionResult.ofWord(read.word())).contains(read));
    }
  }
}
