package io.github.campusotp.fake;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.keycloak.models.ClientModel;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.sessions.AuthenticationSessionModel;
import org.keycloak.sessions.CommonClientSessionModel.ExecutionStatus;
import org.keycloak.sessions.RootAuthenticationSessionModel;

/** One sign-on: its notes, and the required actions that it waits for. */
public final class FakeAuthenticationSession {
  private final AuthenticationSessionModel model = Fake.of(AuthenticationSessionModel.class, this);
  private final FakeRealm realm;
  private final String root;
  private final String tab;
  private final Map<String, String> authNotes = new HashMap<>();
  private final Map<String, String> clientNotes = new HashMap<>();
  private final Map<String, String> userSessionNotes = new HashMap<>();
  private final Map<String, ExecutionStatus> executions = new HashMap<>();
  private final Set<String> requiredActions = new LinkedHashSet<>();
  private UserModel user;

  /**
   * @param root id of the session that all tabs of the browser share
   * @param tab id of the tab
   */
  public FakeAuthenticationSession(FakeRealm realm, String root, String tab) {
    this.realm = realm;
    this.root = root;
    this.tab = tab;
  }

  public AuthenticationSessionModel model() {
    return model;
  }

  /** Another sign-on with all that this one has noted, as only a fault could make it. */
  public FakeAuthenticationSession copy(String otherRoot, String otherTab) {
    FakeAuthenticationSession copy = new FakeAuthenticationSession(realm, otherRoot, otherTab);
    copy.authNotes.putAll(authNotes);
    copy.clientNotes.putAll(clientNotes);
    copy.userSessionNotes.putAll(userSessionNotes);
    copy.requiredActions.addAll(requiredActions);
    return copy;
  }

  RealmModel getRealm() {
    return realm.model();
  }

  ClientModel getClient() {
    return realm.client("omu-portal").model();
  }

  RootAuthenticationSessionModel getParentSession() {
    return Fake.of(
        RootAuthenticationSessionModel.class,
        new Object() {
          String getId() {
            return root;
          }

          AuthenticationSessionModel getAuthenticationSession(ClientModel client, String ofTab) {
            return ofTab.equals(tab) ? model : null;
          }

          void setTimestamp(int seconds) {}
        });
  }

  String getProtocol() {
    return getClient().getProtocol();
  }

  String getTabId() {
    return tab;
  }

  UserModel getAuthenticatedUser() {
    return user;
  }

  void setAuthenticatedUser(UserModel known) {
    user = known;
  }

  void setAction(String action) {}

  String getAuthNote(String name) {
    return authNotes.get(name);
  }

  void setAuthNote(String name, String value) {
    authNotes.put(name, value);
  }

  void removeAuthNote(String name) {
    authNotes.remove(name);
  }

  void clearAuthNotes() {
    authNotes.clear();
  }

  String getClientNote(String name) {
    return clientNotes.get(name);
  }

  void setClientNote(String name, String value) {
    clientNotes.put(name, value);
  }

  void removeClientNote(String name) {
    clientNotes.remove(name);
  }

  void setUserSessionNote(String name, String value) {
    userSessionNotes.put(name, value);
  }

  Map<String, String> getUserSessionNotes() {
    return Map.copyOf(userSessionNotes);
  }

  Set<String> getRequiredActions() {
    return Set.copyOf(requiredActions);
  }

  void addRequiredAction(String action) {
    requiredActions.add(action);
  }

  void removeRequiredAction(String action) {
    requiredActions.remove(action);
  }

  Map<String, ExecutionStatus> getExecutionStatus() {
    return Map.copyOf(executions);
  }

  void setExecutionStatus(String execution, ExecutionStatus status) {
    executions.put(execution, status);
  }

  void clearExecutionStatus() {
    executions.clear();
  }
}
