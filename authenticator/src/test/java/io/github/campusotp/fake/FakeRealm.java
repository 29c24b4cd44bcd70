package io.github.campusotp.fake;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.keycloak.common.enums.SslRequired;
import org.keycloak.component.ComponentModel;
import org.keycloak.models.AuthenticationExecutionModel;
import org.keycloak.models.AuthenticationFlowModel;
import org.keycloak.models.AuthenticatorConfigModel;
import org.keycloak.models.ClientModel;
import org.keycloak.models.GroupModel;
import org.keycloak.models.OTPPolicy;
import org.keycloak.models.PasswordPolicy;
import org.keycloak.models.RealmModel;
import org.keycloak.models.RequiredActionConfigModel;
import org.keycloak.models.RequiredActionProviderModel;
import org.keycloak.models.RoleModel;

/** A realm's flows and settings; what a test does not set is as in a new realm. */
public final class FakeRealm {
  /** In seconds. */
  private static final int SESSION_LIFESPAN = 36_000;

  private final RealmModel model = Fake.of(RealmModel.class, this);
  private final Map<String, AuthenticatorConfigModel> configs = new HashMap<>();
  private final Map<String, RequiredActionProviderModel> actions = new HashMap<>();
  private final Map<String, RequiredActionConfigModel> proposed = new HashMap<>();
  private final Map<String, RoleModel> roles = new HashMap<>();
  private final Map<String, ComponentModel> components = new HashMap<>();
  private final Map<String, GroupModel> groups = new HashMap<>();
  private List<String> languages = List.of("ja", "en");
  private OTPPolicy otpPolicy = new OTPPolicy("totp", "HmacSHA1", 0, 6, 1, 30);
  private PasswordPolicy passwordPolicy = PasswordPolicy.build().build(null);
  private final Map<String, FakeClient> clients = new HashMap<>();
  private final Map<String, String> attributes = new HashMap<>();
  private final Map<String, AuthenticationExecutionModel> executions = new HashMap<>();
  private boolean bruteForceProtected;
  private boolean permanentLockout;
  private boolean enabled = true;

  /** The languages of its pages; the first is the default. */
  public void languages(List<String> tags) {
    languages = tags;
  }

  public RealmModel model() {
    return model;
  }

  /** Gives it a policy with these settings. */
  public void judgeBy(Map<String, String> policy) {
    action("campus-policy", true);
    configureAction("campus-policy", policy);
  }

  /** Stores an authenticator's configuration under an id. */
  public AuthenticatorConfigModel configure(String id, Map<String, String> values) {
    AuthenticatorConfigModel config = new AuthenticatorConfigModel();
    config.setId(id);
    config.setAlias(id);
    config.setConfig(values);
    configs.put(id, config);
    return config;
  }

  /** Registers a required action, on or off. */
  public void action(String alias, boolean enabled) {
    action(alias).setEnabled(enabled);
  }

  private RequiredActionProviderModel action(String alias) {
    return actions.computeIfAbsent(
        alias,
        key -> {
          RequiredActionProviderModel action = new RequiredActionProviderModel();
          action.setAlias(key);
          return action;
        });
  }

  /** Stores a required action's configuration. */
  public void configureAction(String alias, Map<String, String> values) {
    action(alias).setConfig(values);
  }

  /** Has Keycloak look at a configuration that is not saved yet: it shows it to everybody. */
  public void propose(String alias, Map<String, String> values) {
    RequiredActionConfigModel config = new RequiredActionConfigModel();
    config.setConfig(values);
    proposed.put(alias, config);
  }

  /** Adds a user federation provider, configured like this. */
  public void federate(String id, Map<String, String> config) {
    ComponentModel provider = new ComponentModel();
    provider.setId(id);
    config.forEach(provider::put);
    components.put(id, provider);
  }

  /** Makes a realm role. */
  public RoleModel role(String name) {
    return roles.computeIfAbsent(name, key -> Fake.of(RoleModel.class, new Object()));
  }

  /** Makes a group at the top. */
  public GroupModel group(String name) {
    return groups.computeIfAbsent(name, key -> Fake.of(GroupModel.class, new Object()));
  }

  /** Registers a service, or a site of our own. */
  public FakeClient client(String clientId) {
    return clients.computeIfAbsent(clientId, key -> new FakeClient(key, this));
  }

  /** Has a step of this kind in a flow. */
  public void execution(String id, String authenticator) {
    AuthenticationExecutionModel execution = new AuthenticationExecutionModel();
    execution.setId(id);
    execution.setAuthenticator(authenticator);
    executions.put(id, execution);
  }

  /** The same, with settings of its own. */
  public void execution(String id, String authenticator, Map<String, String> values) {
    execution(id, authenticator);
    executions.get(id).setAuthenticatorConfig(configure(id, values).getId());
  }

  AuthenticationExecutionModel getAuthenticationExecutionById(String id) {
    return executions.get(id);
  }

  public void setAttribute(String name, String value) {
    attributes.put(name, value);
  }

  String getAttribute(String name) {
    return attributes.get(name);
  }

  public void setEnabled(boolean enabled) {
    this.enabled = enabled;
  }

  public void setOtpPolicy(OTPPolicy otpPolicy) {
    this.otpPolicy = otpPolicy;
  }

  public void setPasswordPolicy(PasswordPolicy passwordPolicy) {
    this.passwordPolicy = passwordPolicy;
  }

  public void setBruteForceProtected(boolean bruteForceProtected) {
    this.bruteForceProtected = bruteForceProtected;
  }

  public void setPermanentLockout(boolean permanentLockout) {
    this.permanentLockout = permanentLockout;
  }

  String getId() {
    return "id-of-omu";
  }

  String getName() {
    return "omu";
  }

  String getDisplayName() {
    return "大阪公立大学";
  }

  ComponentModel getComponent(String id) {
    return components.get(id);
  }

  AuthenticatorConfigModel getAuthenticatorConfigById(String id) {
    return configs.get(id);
  }

  String getDefaultLocale() {
    return languages.get(0);
  }

  RequiredActionConfigModel getRequiredActionConfigByAlias(String alias) {
    return proposed.get(alias);
  }

  RequiredActionProviderModel getRequiredActionProviderByAlias(String alias) {
    return actions.get(alias);
  }

  GroupModel getGroup(String name) {
    return groups.get(name);
  }

  RoleModel getRole(String name) {
    return roles.get(name);
  }

  ClientModel getClientByClientId(String clientId) {
    return clients.containsKey(clientId) ? clients.get(clientId).model() : null;
  }

  boolean isEnabled() {
    return enabled;
  }

  SslRequired getSslRequired() {
    return SslRequired.EXTERNAL;
  }

  boolean isInternationalizationEnabled() {
    return true;
  }

  Stream<String> getSupportedLocalesStream() {
    return languages.stream();
  }

  OTPPolicy getOTPPolicy() {
    return otpPolicy;
  }

  PasswordPolicy getPasswordPolicy() {
    return passwordPolicy;
  }

  AuthenticationFlowModel getBrowserFlow() {
    return new AuthenticationFlowModel();
  }

  Stream<AuthenticationExecutionModel> getAuthenticationExecutionsStream(String flowId) {
    return executions.values().stream();
  }

  int getMaxTemporaryLockouts() {
    return 0;
  }

  boolean isPermanentLockout() {
    return permanentLockout;
  }

  boolean isBruteForceProtected() {
    return bruteForceProtected;
  }

  Map<String, String> getSmtpConfig() {
    return Map.of("host", "mail.example");
  }

  boolean isLoginWithEmailAllowed() {
    return false;
  }

  boolean isRememberMe() {
    return false;
  }

  boolean isEventsEnabled() {
    return false;
  }

  Stream<String> getEventsListenersStream() {
    return Stream.empty();
  }

  Stream<String> getEnabledEventTypesStream() {
    return Stream.empty();
  }

  int getNotBefore() {
    return 0;
  }

  boolean isOfflineSessionMaxLifespanEnabled() {
    return false;
  }

  int getOfflineSessionIdleTimeout() {
    return SESSION_LIFESPAN;
  }

  int getSsoSessionIdleTimeout() {
    return SESSION_LIFESPAN;
  }

  int getSsoSessionMaxLifespan() {
    return SESSION_LIFESPAN;
  }

  int getSsoSessionIdleTimeoutRememberMe() {
    return 0;
  }

  int getSsoSessionMaxLifespanRememberMe() {
    return 0;
  }
}
