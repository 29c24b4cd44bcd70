package io.github.campusotp.office;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.campusotp.fake.Fake;
import jakarta.ws.rs.ForbiddenException;
import java.util.Arrays;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.keycloak.models.RealmModel;
import org.keycloak.representations.AccessToken;
import org.keycloak.services.resources.admin.AdminAuth;
import org.keycloak.services.resources.admin.fgap.AdminPermissionEvaluator;

class OfficeRoleTest {
  @ParameterizedTest
  @CsvSource({
    "omu, campus-help-desk, '', true, false",
    "omu, campus-administrator, '', true, true",
    "omu, realm-admin, '', true, true",
    "omu, manage-users, '', false, false",
    "omu, manage-realm, '', false, false",
    "omu, '', '', false, false",
    "omu, '', admin, false, false",
    "master, '', admin, true, true",
    "master, '', create-realm, false, false",
    "master, campus-help-desk, '', true, false",
  })
  void letsThroughThoseWhoHaveItOrMore(
      String realm, String role, String realmRole, boolean helpDesk, boolean administrator) {
    AdminPermissionEvaluator auth =
        Fake.of(AdminPermissionEvaluator.class, new Auth(realm, role, realmRole));
    assertPasses(() -> OfficeRole.HELP_DESK.require(auth), helpDesk);
    assertPasses(() -> OfficeRole.ADMINISTRATOR.require(auth), administrator);
  }

  private static void assertPasses(ThrowingCallable call, boolean passes) {
    if (passes) {
      assertThatCode(call).doesNotThrowAnyException();
    } else {
      assertThatThrownBy(call).isInstanceOf(ForbiddenException.class);
    }
  }

  /** Whose realm, client role and realm role these are. */
  private record Auth(String realm, String role, String realmRole) {
    boolean hasOneAdminRole(String... roles) {
      return Arrays.asList(roles).contains(role);
    }

    AdminAuth adminAuth() {
      AccessToken token = new AccessToken();
      token.setRealmAccess(new AccessToken.Access().roles(Set.of(realmRole)));
      return new AdminAuth(Fake.of(RealmModel.class, new Named(realm)), token, null, null);
    }
  }

  private record Named(String name) {
    String getName() {
      return name;
    }
  }
}
