package io.github.campusotp.mailcode;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** Whatever the digits, and whatever is typed. */
class CodePropertyTest {
  private static final String AUDIENCE = "user session tab campus-otp-setup recovery a@example.net";
  private static final Instant SENT = Instant.parse("2026-04-01T00:00:00Z");

  @Provide
  Arbitrary<String> codes() {
    return Arbitraries.strings().numeric().ofLength(6);
  }

  /** Between any two characters, and around them, what a keyboard or an app may put there. */
  @Provide
  Arbitrary<String> spaces() {
    return Arbitraries.strings().withChars(" \t\r\n\u00a0\u2009\u202f\u3000").ofMaxLength(3);
  }

  @Property
  void a_code_is_right_for_its_own_digits_alone_also_after_its_note(
      @ForAll("codes") String digits, @ForAll("codes") String typed) {
    MailedCode code = MailedCode.of(digits, "salt", AUDIENCE, SENT, 1800);
    MailedCode kept = MailedCode.fromNote(code.toNote()).orElseThrow();
    assertThat(kept).isEqualTo(code);
    assertThat(kept.matches(digits, AUDIENCE)).isTrue();
    assertThat(kept.matches(typed, AUDIENCE)).isEqualTo(typed.equals(digits));
  }

  @Property
  void digits_are_read_in_any_width_and_with_any_spaces(
      @ForAll("codes") String digits, @ForAll("spaces") String space, @ForAll boolean wide) {
    StringBuilder typed = new StringBuilder(space);
    digits.chars().forEach(c -> typed.append((char) (wide ? c - '0' + '０' : c)).append(space));
    assertThat(TypedCode.normalise(typed.toString())).isEqualTo(digits);
  }

  @Property
  void only_ascii_digits_of_the_right_number_are_a_code(
      @ForAll String typed, @ForAll @IntRange(min = 1, max = 8) int digits) {
    String read = TypedCode.normalise(typed);
    assertThat(TypedCode.isDigits(read, digits)).isEqualTo(read.matches("[0-9]{" + digits + "}"));
  }

  @Property
  void of_an_address_no_more_than_two_letters_before_the_at_are_shown(
      @ForAll("names") String name, @ForAll("names") String domain) {
    String masked = MaskedAddress.of(name + "@" + domain + ".example");
    assertThat(masked).endsWith("•••@" + domain + ".example");
    String shown = masked.substring(0, masked.indexOf('•'));
    assertThat(name).startsWith(shown);
    assertThat(shown.length()).isEqualTo(Math.min(2, name.length() - 1));
  }

  @Provide
  Arbitrary<String> names() {
    return Arbitraries.strings().withCharRange('a', 'z').withChars("0._+-").ofMinLength(1);
  }
}
