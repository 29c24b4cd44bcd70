package io.github.campusotp.mailcode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.code_intelligence.jazzer.mutation.annotation.InRange;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import com.code_intelligence.jazzer.mutation.annotation.WithUtf8Length;
import io.github.campusotp.fuzz.Fuzzed;
import io.github.campusotp.keycloak.ActionConfig;
import java.math.BigInteger;
import java.text.Normalizer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.keycloak.models.RequiredActionConfigModel;
import org.keycloak.userprofile.ValidationException;

/** Whatever is typed into a field or configured, it is a code, a number or a word, or refused. */
class MailcodeFuzzTest {
  private static final int DEFAULT = 60;

  @Fuzzed
  void a_code_is_made_of_characters_that_each_stand_for_digits_and_of_spaces(
      @NotNull @WithUtf8Length(max = 200) String typed, @InRange(min = 1, max = 9) int digits) {
    String code = TypedCode.normalise(typed);
    if (!TypedCode.isDigits(code, digits)) {
      assertThat(typed).doesNotMatch("[0-9]{" + digits + "}");
      return;
    }
    assertThat(code).matches("[0-9]{" + digits + "}");
    assertThat(TypedCode.normalise(code)).isEqualTo(code);
    StringBuilder one = new StringBuilder();
    typed
        .codePoints()
        .forEach(
            c -> one.append(Normalizer.normalize(Character.toString(c), Normalizer.Form.NFKC)));
    assertThat(one.toString()).matches("[0-9\\s\\p{Z}]*");
    assertThat(one.chars().filter(Character::isDigit).count()).isEqualTo(digits);
  }

  @Fuzzed
  void a_mailed_code_is_right_for_its_digits_and_audience_alone(
      @NotNull @WithUtf8Length(max = 80) String typed,
      @NotNull @WithUtf8Length(max = 80) String audience) {
    MailedCode code = MailedCode.of("123456", "salt", "user a@example.net", Instant.EPOCH, 1800);
    assertThat(code.matches(typed, audience))
        .isEqualTo((typed + " " + audience).equals("123456 user a@example.net"));
    MailedCode other = MailedCode.of(typed, "salt", audience, Instant.EPOCH, 1800);
    assertThat(MailedCode.fromNote(other.toNote())).contains(other);
  }

  @Fuzzed
  void of_an_address_the_domain_and_at_most_two_characters_are_shown(
      @NotNull @WithUtf8Length(max = 200) String name,
      @NotNull @WithUtf8Length(max = 80) String domain) {
    String masked = MaskedAddress.of(name + "@" + domain);
    int end = domain.lastIndexOf('@');
    String local = end < 0 ? name : name + "@" + domain.substring(0, end);
    int shown = Math.max(0, Math.min(2, local.codePointCount(0, local.length()) - 1));
    assertThat(masked)
        .isEqualTo(
            local.substring(0, local.offsetByCodePoints(0, shown))
                + "•••@"
                + domain.substring(end + 1));
  }

  @Fuzzed
  void a_configured_number_is_whole_and_positive_or_the_default(
      @NotNull @WithUtf8Length(max = 40) String text) {
    ActionConfig config = config(text);
    int number = config.number("key", DEFAULT);
    if (text.trim().matches("[1-9][0-9]{0,8}")) {
      assertThat(number).isEqualTo(new BigInteger(text.trim()).intValueExact()).isPositive();
    } else {
      assertThat(number).isEqualTo(DEFAULT);
    }
    boolean right = number != DEFAULT || text.trim().isEmpty() || text.trim().equals("60");
    if (right) {
      assertThatCode(() -> config.requireNumber("action", "key")).doesNotThrowAnyException();
    } else {
      assertThatThrownBy(() -> config.requireNumber("action", "key"))
          .isInstanceOf(ValidationException.class);
    }
  }

  @Fuzzed
  void a_configured_word_is_one_of_those_there_are(@NotNull @WithUtf8Length(max = 40) String text) {
    List<String> words = List.of("optional", "required");
    String word = config(text).word("key", words);
    assertThat(word).isEqualTo(text.trim().equals("required") ? "required" : "optional");
  }

  private static ActionConfig config(String value) {
    RequiredActionConfigModel model = new RequiredActionConfigModel();
    model.setConfig(Map.of("key", value));
    return new ActionConfig(model);
  }
}
