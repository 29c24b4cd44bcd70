package io.github.campusotp.office;

import io.github.campusotp.mailcode.Purpose;
import io.github.campusotp.recovery.Notice;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/** A second factor that a person has lost: a key with its phone, or backup codes. */
@Consumes(MediaType.APPLICATION_JSON)
public final class LostFactor {
  private final KeycloakSession session;
  private final RealmModel realm;
  private final Act act;
  private final UserModel user;
  private final String name;
  private final Purpose notice;
  private final BiFunction<KeycloakSession, UserModel, List<String>> remove;

  /**
   * @param name what a refusal calls it
   * @param notice what the person is told
   * @param remove takes it away, and answers ids of what was there
   */
  LostFactor(
      KeycloakSession session,
      RealmModel realm,
      Act act,
      UserModel user,
      String name,
      Purpose notice,
      BiFunction<KeycloakSession, UserModel, List<String>> remove) {
    this.session = session;
    this.realm = realm;
    this.act = act;
    this.user = user;
    this.name = name;
    this.notice = notice;
    this.remove = remove;
  }

  /** Takes it away, and ends the sessions that rest on it. */
  @DELETE
  public void take(PersonResource.Reason body) {
    act.begin(OfficeRole.HELP_DESK, user, Query.sent(body).reason());
    List<String> taken = remove.apply(session, user);
    if (taken.isEmpty()) {
      throw Query.refusal("This person has no " + name);
    }
    RestingSessions.end(session, realm, user, taken);
    Notice.sendToEach(session, user, notice, Map.of(Notice.BY_THE_HELP_DESK, true));
    act.done();
  }
}
