package io.github.campusotp.keycloak;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ws.rs.core.UriInfo;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.keycloak.common.ClientConnection;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.credential.OTPCredentialModel;
import org.keycloak.services.managers.BruteForceProtector;

class FailedSignOnTest {
  @Test
  void tellsKeycloakWhoFromWhereAndWithWhat() {
    InvocationHandler nobodyAsks =
        (proxy, method, arguments) -> {
          throw new UnsupportedOperationException(method.toString());
        };
    List<Object> told = new ArrayList<>();
    RealmModel realm = a(RealmModel.class, nobodyAsks);
    UserModel user = a(UserModel.class, nobodyAsks);
    ClientConnection connection = a(ClientConnection.class, nobodyAsks);
    UriInfo uri = a(UriInfo.class, nobodyAsks);

    FailedSignOn.count(
        a(
            BruteForceProtector.class,
            (proxy, method, arguments) -> {
              told.add(method.getName());
              told.addAll(List.of(arguments));
              return null;
            }),
        realm,
        user,
        connection,
        uri);

    assertThat(told.get(0)).isEqualTo("failedLogin");
    assertThat(told.subList(1, 5))
        .usingElementComparator((one, other) -> one == other ? 0 : 1)
        .containsExactly(realm, user, connection, uri);
    assertThat(told.subList(5, told.size()))
        .isIn(List.of(OTPCredentialModel.TYPE), List.of(Set.of(OTPCredentialModel.TYPE)));
  }

  private static <T> T a(Class<T> type, InvocationHandler handler) {
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
  }
}
