package io.github.campusotp.office;

import java.util.List;
import java.util.Set;
import org.jboss.logging.Logger;
import org.keycloak.models.ClientModel;
import org.keycloak.models.Constants;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.ModelDuplicateException;
import org.keycloak.models.RealmModel;
import org.keycloak.models.RoleModel;
import org.keycloak.models.utils.KeycloakModelUtils;
import org.keycloak.models.utils.PostMigrationEvent;
import org.keycloak.provider.ProviderEvent;
import org.keycloak.provider.ProviderEventListener;

/**
 * Makes the roles of the office and its page's client in every realm, when the server starts and
 * when a realm is made. No administrator can: Keycloak's API changes no role of {@code
 * realm-management}. The realm {@code master} has no such client.
 */
final class OfficeRoles implements ProviderEventListener {
  private static final Logger LOG = Logger.getLogger(OfficeRoles.class);

  @Override
  public void onEvent(ProviderEvent event) {
    if (event instanceof PostMigrationEvent started) {
      makeInAll(started.getFactory());
    } else if (event instanceof RealmModel.RealmPostCreateEvent created) {
      makeIn(created.getCreatedRealm());
    }
  }

  private static void makeInAll(KeycloakSessionFactory factory) {
    List<String> realms =
        KeycloakModelUtils.runJobInTransactionWithResult(
            factory, session -> session.realms().getRealmsStream().map(RealmModel::getId).toList());
    for (String realm : realms) {
      try {
        KeycloakModelUtils.runJobInTransaction(
            factory, session -> makeIn(session.realms().getRealm(realm)));
      } catch (ModelDuplicateException e) {
        LOG.debugf("Another node made the roles and the client of realm %s", realm);
      } catch (RuntimeException e) { // the server starts without them, too
        LOG.warnf(e, "The office of realm %s is not complete", realm);
      }
    }
  }

  private static void makeIn(RealmModel realm) {
    ClientModel management = realm.getClientByClientId(Constants.REALM_MANAGEMENT_CLIENT_ID);
    if (management != null) {
      RoleModel administrator = made(management, OfficeRole.ADMINISTRATOR);
      RoleModel helpDesk = made(management, OfficeRole.HELP_DESK);
      if (administrator.getCompositesStream().noneMatch(helpDesk::equals)) {
        administrator.addCompositeRole(helpDesk);
      }
      OfficeClient.makeIn(realm, Set.of(administrator, helpDesk));
    }
  }

  private static RoleModel made(ClientModel management, OfficeRole role) {
    RoleModel there = management.getRole(role.id());
    RoleModel made = there == null ? management.addRole(role.id()) : there;
    if (made.getDescription() == null) { // also of one that came with imported users
      made.setDescription(role.description());
    }
    return made;
  }
}
