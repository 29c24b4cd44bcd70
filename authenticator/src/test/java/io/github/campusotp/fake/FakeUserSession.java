package io.github.campusotp.fake;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.keycloak.common.util.Time;
import org.keycloak.models.AuthenticatedClientSessionModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.UserSessionModel;

/** A session of a user who has signed on, begun when it was made. */
public final class FakeUserSession {
  private final UserSessionModel model = Fake.of(UserSessionModel.class, this);
  private final String id;
  private final UserModel user;
  private final int started = (int) (Time.currentTimeMillis() / 1000);
  private final Map<String, String> notes = new HashMap<>();
  private final Set<String> clients = new HashSet<>();

  public FakeUserSession(String id, UserModel user) {
    this.id = id;
    this.user = user;
  }

  /** With the notes that a sign-on leaves to its session. */
  public FakeUserSession(String id, UserModel user, FakeAuthenticationSession signOn) {
    this(id, user);
    notes.putAll(signOn.getUserSessionNotes());
  }

  public UserSessionModel model() {
    return model;
  }

  /** Signs on to a client, too. */
  public FakeUserSession opened(FakeClient client) {
    clients.add(client.getId());
    return this;
  }

  AuthenticatedClientSessionModel getAuthenticatedClientSessionByClient(String client) {
    return clients.contains(client)
        ? Fake.of(AuthenticatedClientSessionModel.class, new Object())
        : null;
  }

  String getId() {
    return id;
  }

  UserModel getUser() {
    return user;
  }

  String getNote(String name) {
    return notes.get(name);
  }

  void setNote(String name, String value) {
    notes.put(name, value);
  }

  int getStarted() {
    return started;
  }

  int getLastSessionRefresh() {
    return (int) (Time.currentTimeMillis() / 1000);
  }

  void setLastSessionRefresh(int seconds) {}

  boolean isRememberMe() {
    return false;
  }

  boolean isOffline() {
    return false;
  }
}
