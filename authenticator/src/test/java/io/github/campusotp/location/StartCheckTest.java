package io.github.campusotp.location;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StartCheckTest {
  @ParameterizedTest
  @CsvSource({
    "true, mysql, 26.7.3, true",
    "true, mariadb, 26.7.3, true",
    "true, mysql, 26.7.4, false",
    "true, mysql, 26.10.0, false",
    "true, mysql, 26.8.0, false",
    "true, postgres, 26.7.3, false",
    "true, '', 26.7.3, false",
    "false, mysql, 26.7.3, false",
  })
  void warnsOfAStoreThatDoesNotLimitGuesses(
      boolean stateless, String database, String version, boolean warns) {
    assertThat(StartCheck.sharedStore(stateless, database, version).isPresent()).isEqualTo(warns);
  }
}
