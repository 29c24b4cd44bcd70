package io.github.campusotp.office;

import io.github.campusotp.people.DoneAct;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/**
 * What the help desk sees of what the office did to a person.
 *
 * @param time in milliseconds since 1970
 * @param what the last part of the path of the call
 * @param by username of who did it; null where that user is gone, or of another realm
 * @param reason in words; null where it was not kept
 * @param uses for which a pass was given; null where none was
 */
record SeenAct(long time, String what, String by, String reason, String uses) {
  static SeenAct of(KeycloakSession session, RealmModel realm, DoneAct done) {
    UserModel by = session.users().getUserById(realm, done.administrator());
    return new SeenAct(
        done.time(), done.what(), by == null ? null : by.getUsername(), done.reason(), done.uses());
  }
}
