package io.github.campusotp.manage;

import java.net.URI;
import java.util.Map;
import org.keycloak.models.KeycloakContext;
import org.keycloak.services.resources.RealmsResource;

/**
 * Where the pages of the site are.
 *
 * @param menu absolute, as Keycloak's hostname settings have it, and without a query
 */
public record MfaSiteAddress(URI menu) {
  static final String REQUEST = "reset/request";
  static final String KEY = "key";
  static final String DELETE = "delete";
  static final String BACKUP_CODES = "backup-codes";
  static final String PASSKEYS = "passkeys";
  static final String ADDRESS = "address";
  static final String TEST = "test";
  static final String AGAIN = "again";

  public static MfaSiteAddress of(KeycloakContext context) {
    return new MfaSiteAddress(
        RealmsResource.realmBaseUrl(context.getUri())
            .path(MfaSiteFactory.ID)
            .build(context.getRealm().getName()));
  }

  public URI test() {
    return page(TEST);
  }

  /** Shows the present key. */
  public URI show() {
    return page(KEY);
  }

  URI testAgain() {
    return page(TEST + "?" + AGAIN + "=1");
  }

  /** The menu's links by the name of what they lead to. */
  Map<String, String> links() {
    return Map.of(
        "setup",
        page(REQUEST + "?setup=1").toString(),
        "reissue",
        page(REQUEST).toString(),
        ManagementAction.SHOW.word(),
        show().toString(),
        ManagementAction.DELETE.word(),
        page(DELETE).toString(),
        ManagementAction.BACKUP.word(),
        page(BACKUP_CODES).toString(),
        ManagementAction.PASSKEY.word(),
        page(PASSKEYS).toString(),
        ManagementAction.ADDRESS.word(),
        page(ADDRESS).toString(),
        "test",
        test().toString());
  }

  private URI page(String path) {
    return URI.create(menu + "/" + path);
  }
}
