package io.github.campusotp.office;

import jakarta.ws.rs.ForbiddenException;
import java.util.List;
import org.keycloak.models.AdminRoles;
import org.keycloak.services.managers.RealmManager;
import org.keycloak.services.resources.admin.AdminAuth;
import org.keycloak.services.resources.admin.fgap.AdminPermissionEvaluator;

/**
 * Who may do what: client roles of {@code realm-management}. They are part of no role of
 * Keycloak's, yet administrators who may do everything in a realm may do this, too.
 */
enum OfficeRole {
  /** Sees and helps people. */
  HELP_DESK("campus-help-desk", "Campus OTP: help desk (ヘルプデスク)"),
  /** All that, and what concerns the whole realm. */
  ADMINISTRATOR("campus-administrator", "Campus OTP: administrator (管理者)");

  private final String id;
  private final String description;

  OfficeRole(String id, String description) {
    this.id = id;
    this.description = description;
  }

  /** Its name in Keycloak. */
  String id() {
    return id;
  }

  /** What the admin console says of it. */
  String description() {
    return description;
  }

  /**
   * Lets through those who have this role, or more.
   *
   * @param auth of the running request
   * @throws ForbiddenException for all others
   */
  void require(AdminPermissionEvaluator auth) {
    if (!isOf(auth)) {
      throw new ForbiddenException();
    }
  }

  /** Whether the administrator has this role, or more. */
  boolean isOf(AdminPermissionEvaluator auth) {
    String[] orMore =
        List.of(values()).subList(ordinal(), values().length).stream()
            .map(OfficeRole::id)
            .toArray(String[]::new);
    return hasOneOf(auth, orMore);
  }

  /**
   * Whether the administrator has one of these roles of the realm, or may do everything in it.
   *
   * @param auth of the running request
   * @param roles of {@code realm-management}
   */
  static boolean hasOneOf(AdminPermissionEvaluator auth, String... roles) {
    return auth.hasOneAdminRole(roles)
        || auth.hasOneAdminRole(AdminRoles.REALM_ADMIN)
        || isAdministratorOfTheServer(auth.adminAuth());
  }

  private static boolean isAdministratorOfTheServer(AdminAuth auth) {
    return RealmManager.isAdministrationRealm(auth.getRealm())
        && auth.hasRealmRole(AdminRoles.ADMIN);
  }
}
