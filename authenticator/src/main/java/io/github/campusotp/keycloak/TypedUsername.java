package io.github.campusotp.keycloak;

import jakarta.ws.rs.core.MultivaluedMap;
import java.text.Normalizer;
import java.util.Locale;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.services.managers.AuthenticationManager;

/**
 * A username as people type or paste it: with the Japanese input method on, all of it is full
 * width, and spaces that cannot be seen come along with it.
 */
public final class TypedUsername {
  /** Keycloak's column has 255; Unicode normalisation of long text is slow. */
  private static final int LONGEST = 255;

  private TypedUsername() {}

  /**
   * Puts what was meant in place of what was typed, unless there is a user of that very name.
   *
   * @param context of the form
   * @param typed its fields
   */
  public static void read(AuthenticationFlowContext context, MultivaluedMap<String, String> typed) {
    String name = typed.getFirst(AuthenticationManager.FORM_USERNAME);
    if (name != null) {
      typed.putSingle(
          AuthenticationManager.FORM_USERNAME,
          meant(context.getSession(), context.getRealm(), name));
    }
  }

  private static String meant(KeycloakSession session, RealmModel realm, String typed) {
    String possible = typed.replace("\0", ""); // which PostgreSQL refuses to look for
    String plain = plain(possible);
    boolean asTyped =
        plain.isEmpty()
            || plain.equals(possible.trim())
            || session.users().getUserByUsername(realm, possible.trim()) != null;
    return asTyped ? possible : plain;
  }

  /**
   * What a limit counts a name under, whether or not there is such a user: what directories take
   * for the same name (RFC 4518, 2) is one.
   *
   * @param typed a name, as it was typed
   * @return without differences of width, case and spaces
   */
  public static String key(String typed) {
    return plain(typed).toLowerCase(Locale.ROOT).replaceAll("[\\s\\p{Z}]+", " ");
  }

  /** Unicode NFKC, without spaces and characters of no width at either end. */
  private static String plain(String typed) {
    return typed.length() > LONGEST
        ? typed
        : Normalizer.normalize(typed, Normalizer.Form.NFKC)
            .replaceAll("^[\\s\\p{Z}\\p{Cf}]+|[\\s\\p{Z}\\p{Cf}]+$", "");
  }
}
