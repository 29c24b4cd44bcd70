package io.github.campusotp.recovery;

import io.github.campusotp.mailcode.Purpose;
import java.util.Map;
import org.keycloak.Config;
import org.keycloak.events.Details;
import org.keycloak.events.Event;
import org.keycloak.events.EventListenerProvider;
import org.keycloak.events.EventListenerProviderFactory;
import org.keycloak.events.EventType;
import org.keycloak.events.admin.AdminEvent;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/**
 * Tells users that an identity provider was linked to their account: from then on it opens the
 * account without the password. In every realm, but only users of ours have a recovery address.
 */
public final class LinkNotice implements EventListenerProviderFactory {
  @Override
  public String getId() {
    return "campus-link-notice";
  }

  @Override
  public boolean isGlobal() {
    return true;
  }

  @Override
  public EventListenerProvider create(KeycloakSession session) {
    return new Listener(session);
  }

  @Override
  public void init(Config.Scope config) {}

  @Override
  public void postInit(KeycloakSessionFactory factory) {}

  @Override
  public void close() {}

  private record Listener(KeycloakSession session) implements EventListenerProvider {
    @Override
    public void onEvent(Event event) {
      if (event.getType() != EventType.FEDERATED_IDENTITY_LINK) {
        return;
      }
      RealmModel realm = session.getContext().getRealm();
      UserModel user = session.users().getUserById(realm, event.getUserId());
      Map<String, Object> provider =
          Map.of("campusProvider", event.getDetails().get(Details.IDENTITY_PROVIDER));
      RecoveryAddress.of(realm, user)
          .ifPresent(to -> Notice.send(session, user, to, Purpose.LINK, provider));
    }

    @Override
    public void onEvent(AdminEvent event, boolean includeRepresentation) {}

    @Override
    public void close() {}
  }
}
