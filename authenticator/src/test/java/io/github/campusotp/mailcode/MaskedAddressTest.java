package io.github.campusotp.mailcode;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MaskedAddressTest {
  @ParameterizedTest
  @CsvSource({
    "taro@example.com, ta•••@example.com",
    "t.yamada+otp@example.com, t.•••@example.com",
    "abc@example.com, ab•••@example.com",
    "ab@example.com, a•••@example.com",
    "a@example.com, •••@example.com",
    "@example.com, •••@example.com",
    "no address, •••no address",
    "😀😀😀@example.com, 😀😀•••@example.com",
  })
  void showsTheBeginningAndTheDomain(String address, String masked) {
    assertThat(MaskedAddress.of(address)).isEqualTo(masked);
  }
}
