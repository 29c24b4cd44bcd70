package io.github.campusotp.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.campusotp.demo.DemoPeople.Person;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class DemoPeopleTest {
  private static final Path FILE = Path.of("../realm-config/demo/omu-users-0.json");

  @Test
  void areThoseOfTheShippedFile() throws Exception {
    assertThat(DemoPeople.read(FILE).all())
        .extracting(Person::username, Person::role, Person::recoveryAddress)
        .containsExactly(
            tuple("c23a0001", "Came with a key", "hanako@example.com"),
            tuple("c23a0002", "Came without a key", "taro@example.com"),
            tuple("c23a0003", "Came without a key", ""),
            tuple("t1000001", "Came with a key", "kyoko@example.com"),
            tuple("kanri01", "Identity administrator", "ichiro@example.com"),
            tuple("madoguchi01", "Help desk", "madoguchi@example.com"),
            tuple("g0000001", "Contractor: may have no key", ""));
  }

  @Test
  void haveACodeOnlyWhereTheyCameWithAKey() throws Exception {
    Clock clock = Clock.fixed(Instant.parse("2026-04-01T00:00:00Z"), ZoneOffset.UTC);

    for (Person person : DemoPeople.read(FILE).all()) {
      assertThat(person.password()).as(person.username()).hasSizeGreaterThanOrEqualTo(10);
      assertThat(person.code(clock).isPresent())
          .as(person.username())
          .isEqualTo(!person.key().isEmpty());
    }
  }
}
