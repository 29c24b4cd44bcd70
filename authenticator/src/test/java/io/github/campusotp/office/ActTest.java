package io.github.campusotp.office;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.campusotp.fake.Fake;
import io.github.campusotp.fake.FakeKeycloak;
import io.github.campusotp.fake.FakeUser;
import jakarta.ws.rs.ForbiddenException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.keycloak.representations.AccessToken;
import org.keycloak.services.ErrorResponseException;
import org.keycloak.services.resources.admin.AdminAuth;
import org.keycloak.services.resources.admin.fgap.AdminPermissionEvaluator;

/** The rest is told by OfficeActsIT, with Keycloak's own roles. */
class ActTest {
  private final FakeKeycloak keycloak = new FakeKeycloak();
  private final FakeUser actor = keycloak.add(new FakeUser("ichiro"));
  private final FakeUser other = keycloak.add(new FakeUser("hanako"));

  @Test
  void noneActsOnThemselves() {
    assertThatThrownBy(() -> act().begin(OfficeRole.HELP_DESK, actor, "my phone is lost"))
        .isInstanceOf(ForbiddenException.class);
    assertThatCode(() -> act().begin(OfficeRole.HELP_DESK, other, "her phone is lost"))
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\t\n", "\u3000"})
  void aReasonIsInWords(String reason) {
    assertThatThrownBy(() -> act().begin(OfficeRole.HELP_DESK, other, reason))
        .isInstanceOf(ErrorResponseException.class);
  }

  @ParameterizedTest
  @CsvSource({"500, true", "501, false"})
  void aReasonHasItsLength(int length, boolean taken) {
    Act act = act();
    if (taken) {
      act.begin(OfficeRole.HELP_DESK, "x".repeat(length));
    } else {
      assertThatThrownBy(() -> act.begin(OfficeRole.HELP_DESK, "x".repeat(length)))
          .isInstanceOf(ErrorResponseException.class);
    }
  }

  private Act act() {
    AdminAuth auth = new AdminAuth(keycloak.realm().model(), new AccessToken(), actor, null);
    return new Act(
        keycloak.session(),
        keycloak.realm().model(),
        Fake.of(AdminPermissionEvaluator.class, new HelpDesk(auth)),
        null); // none of these acts is done
  }

  private record HelpDesk(AdminAuth adminAuth) {
    boolean hasOneAdminRole(String... roles) {
      return true;
    }
  }
}
