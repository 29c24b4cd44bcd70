package io.github.campusotp.office;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.campusotp.fake.FakeKeycloak;
import io.github.campusotp.people.GroupedBy;
import io.github.campusotp.people.PersonFilter;
import io.github.campusotp.people.SetUp;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.keycloak.representations.idm.ErrorRepresentation;
import org.keycloak.services.ErrorResponseException;

class QueryTest {
  private final FakeKeycloak keycloak = new FakeKeycloak();

  @Test
  void whatIsNotAskedLeavesNobodyOut() {
    assertThat(people(null, null, null, null)).isEqualTo(PersonFilter.ALL);
    assertThat(people("", " ", "", " ")).isEqualTo(PersonFilter.ALL);
  }

  @Test
  void whatIsAskedIsLookedUp() {
    assertThat(people(" hana ", "address", "/law", "staff"))
        .isEqualTo(
            new PersonFilter(
                Optional.of("hana"),
                Optional.of(SetUp.ADDRESS),
                Optional.of(keycloak.realm().group("law")),
                Optional.of(keycloak.realm().role("staff"))));
  }

  @Test
  void whatThereIsNotIsRefused() {
    assertRefused("There is no such group", () -> people(null, null, "/gone", null));
    assertRefused("There is no such role", () -> people(null, null, null, "gone"));
    assertRefused("missing is one of key, address", () -> people(null, "phone", null, null));
    assertRefused(
        "by is one of realm, group, role, federation",
        () -> Query.word("by", "ROLE", GroupedBy.class));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 1, true",
    "0, 500, true",
    "9, 1, true",
    "-1, 1, false",
    "0, 0, false",
    "0, 501, false"
  })
  void aPageHasItsLimits(int first, int max, boolean right) {
    if (right) {
      Query.requirePage(first, max);
    } else {
      assertRefused("first is 0 or more, max is 1 to 500", () -> Query.requirePage(first, max));
    }
  }

  private PersonFilter people(String search, String missing, String group, String role) {
    keycloak.realm().group("law");
    keycloak.realm().role("staff");
    return Query.people(keycloak.session(), keycloak.realm().model(), search, missing, group, role);
  }

  private static void assertRefused(String message, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            ErrorResponseException.class,
            refused -> {
              assertThat(refused.getResponse().getStatus()).isEqualTo(400);
              assertThat(refused.getResponse().getEntity())
                  .isInstanceOfSatisfying(
                      ErrorRepresentation.class,
                      error -> assertThat(error.getErrorMessage()).isEqualTo(message));
            });
  }
}
