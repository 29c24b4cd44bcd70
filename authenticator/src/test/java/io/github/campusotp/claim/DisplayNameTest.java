package io.github.campusotp.claim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DisplayNameTest {
  @ParameterizedTest
  @CsvSource({
    "花子, 公立, 公立 花子",
    "はなこ, こうりつ, こうりつ はなこ",
    "マリア, ガルシア, ガルシア マリア",
    "Anna, 公立, 公立 Anna",
    "민준, 김, 김 민준",
    "𠮷郎, 𠮷田, 𠮷田 𠮷郎",
    "Hanako, Koritsu, Hanako Koritsu",
    "José, Núñez, José Núñez",
    "花子, , 花子",
    ", 公立, 公立",
    "'', 公立, 公立",
    "' 花子 ', '　公立　', 公立 花子",
    ", , ",
    "' ', '', ",
  })
  void isInTheOrderOfItsScript(String given, String family, String name) {
    assertThat(DisplayName.of(given, family)).isEqualTo(Optional.ofNullable(name));
  }
}
