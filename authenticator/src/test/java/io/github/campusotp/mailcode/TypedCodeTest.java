package io.github.campusotp.mailcode;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TypedCodeTest {
  @ParameterizedTest(name = "\"{0}\" is read as \"{1}\"")
  @CsvSource({
    "123456, 123456",
    "'123 456', 123456",
    "' 123456 ', 123456",
    "１２３４５６, 123456",
    "１２３　４５６, 123456",
    "'123\u00a0456', 123456",
    "'123\t456', 123456",
    "000000, 000000",
    "abc, abc",
    "٣, ٣",
    "'', ''",
  })
  void forgivesWhatIsSafe(String typed, String read) {
    assertThat(TypedCode.normalise(typed)).isEqualTo(read);
  }

  @ParameterizedTest
  @CsvSource({"64, 6", "65, 65"})
  void isReadUpToALengthThatNoCodeHas(int length, int read) {
    String typed = "123456" + " ".repeat(length - 6);
    assertThat(TypedCode.normalise(typed)).hasSize(read);
  }

  @Test
  void whatIsFarTooLongIsLeftAlone() {
    String marks = "1" + "\u0301\u0316".repeat(20_000);
    assertThat(TypedCode.normalise(marks)).isSameAs(marks);
  }

  @Test
  void aMissingFieldIsAnEmptyOne() {
    assertThat(TypedCode.normalise(null)).isEmpty();
  }
}
