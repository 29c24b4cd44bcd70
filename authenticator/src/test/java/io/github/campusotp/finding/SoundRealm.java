package io.github.campusotp.finding;

import io.github.campusotp.fake.Fake;
import io.github.campusotp.fake.FakeKeycloak;
import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.models.AuthenticationExecutionModel;
import org.keycloak.models.AuthenticationExecutionModel.Requirement;
import org.keycloak.models.AuthenticationFlowModel;
import org.keycloak.models.ClientModel;
import org.keycloak.models.GroupModel;
import org.keycloak.models.IdentityProviderModel;
import org.keycloak.models.IdentityProviderQuery;
import org.keycloak.models.IdentityProviderStorageProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.OTPPolicy;
import org.keycloak.models.RealmModel;
import org.keycloak.models.RequiredActionConfigModel;
import org.keycloak.models.RequiredActionProviderModel;
import org.keycloak.models.RoleContainerModel;
import org.keycloak.models.RoleModel;
import org.keycloak.models.WebAuthnPolicy;
import org.keycloak.representations.userprofile.config.UPAttribute;
import org.keycloak.representations.userprofile.config.UPAttributePermissions;
import org.keycloak.representations.userprofile.config.UPAttributeRequired;
import org.keycloak.representations.userprofile.config.UPConfig;
import org.keycloak.userprofile.UserProfileProvider;

/** A realm in which nothing is wrong; a test overrides what is. */
class SoundRealm {
  private final String id = UUID.randomUUID().toString();
  private final FakeKeycloak keycloak = new FakeKeycloak();

  RealmModel model() {
    return Fake.of(RealmModel.class, this);
  }

  /** Sets a setting of the server. */
  SoundRealm server(String name, String value) {
    keycloak.server().set(name, value);
    return this;
  }

  KeycloakSession session() {
    keycloak.provide(UserProfileProvider.class, Fake.of(UserProfileProvider.class, new Profile()));
    keycloak.provide(
        IdentityProviderStorageProvider.class,
        Fake.of(IdentityProviderStorageProvider.class, new Providers()));
    keycloak.provide(
        JpaConnectionProvider.class, Fake.of(JpaConnectionProvider.class, new Database()));
    return keycloak.session();
  }

  String getId() {
    return id;
  }

  WebAuthnPolicy getWebAuthnPolicyPasswordless() {
    return new WebAuthnPolicy();
  }

  String getName() {
    return "omu";
  }

  boolean isEventsEnabled() {
    return true;
  }

  boolean isAdminEventsEnabled() {
    return true;
  }

  boolean isInternationalizationEnabled() {
    return true;
  }

  boolean isLoginWithEmailAllowed() {
    return false;
  }

  boolean isPermanentLockout() {
    return false;
  }

  boolean isBruteForceProtected() {
    return true;
  }

  int getClientSessionMaxLifespan() {
    return 1800;
  }

  OTPPolicy getOTPPolicy() {
    return new OTPPolicy("totp", "HmacSHA1", 0, 6, 1, 30, false);
  }

  Map<String, String> getSmtpConfig() {
    return Map.of("host", "mail.example");
  }

  String getAttribute(String name) {
    return name.equals("acr.loa.map")
        ? levels()
        : name.equals("acr.uri.map")
            ? "{\"sfa\": \"urn:sfa\", \"https://refeds.org/profile/mfa\": \"urn:mfa\"}"
            : null;
  }

  String levels() {
    return "{\"sfa\": 1, \"https://refeds.org/profile/mfa\": 2}";
  }

  RoleModel getRole(String name) {
    return null;
  }

  RoleModel getDefaultRole() {
    return realmRole("default-roles-omu", rolesOfEveryone().toArray(RoleModel[]::new));
  }

  List<RoleModel> rolesOfEveryone() {
    return List.of(role("account", "view-profile"));
  }

  Stream<GroupModel> getDefaultGroupsStream() {
    return Stream.of(group(null, role("account", "view-profile")));
  }

  Stream<ClientModel> getClientsStream() {
    return clients().stream().map(SoundClient::model);
  }

  List<SoundClient> clients() {
    return List.of(new SoundClient());
  }

  AuthenticationFlowModel getBrowserFlow() {
    return getFlowByAlias("campus browser");
  }

  AuthenticationFlowModel getDirectGrantFlow() {
    return getFlowByAlias("campus direct grant");
  }

  AuthenticationFlowModel getResetCredentialsFlow() {
    return getFlowByAlias("campus reset credentials");
  }

  AuthenticationFlowModel getFirstBrokerLoginFlow() {
    return getFlowByAlias("campus first broker login");
  }

  AuthenticationFlowModel getAuthenticationFlowById(String alias) {
    return getFlowByAlias(alias);
  }

  /** Any: its id is its alias. */
  AuthenticationFlowModel getFlowByAlias(String alias) {
    AuthenticationFlowModel flow = new AuthenticationFlowModel();
    flow.setId(alias);
    flow.setAlias(alias);
    return flow;
  }

  Stream<AuthenticationExecutionModel> getAuthenticationExecutionsStream(String flow) {
    return steps(flow).stream();
  }

  List<AuthenticationExecutionModel> steps(String flow) {
    return switch (flow) {
      case "campus browser" ->
          List.of(
              subFlow("campus identify", Requirement.REQUIRED),
              subFlow("campus second factor", Requirement.CONDITIONAL));
      case "campus second factor" ->
          List.of(
              step("campus-network-condition", Requirement.REQUIRED),
              step("campus-otp-form", Requirement.REQUIRED));
      case "saml ecp" -> List.of(step("deny-access-authenticator", Requirement.REQUIRED));
      default -> List.of();
    };
  }

  static AuthenticationExecutionModel step(String authenticator, Requirement requirement) {
    AuthenticationExecutionModel step = new AuthenticationExecutionModel();
    step.setAuthenticator(authenticator);
    step.setRequirement(requirement);
    return step;
  }

  static AuthenticationExecutionModel subFlow(String flow, Requirement requirement) {
    AuthenticationExecutionModel step = step(null, requirement);
    step.setAuthenticatorFlow(true);
    step.setFlowId(flow);
    return step;
  }

  RequiredActionProviderModel getRequiredActionProviderByAlias(String alias) {
    RequiredActionProviderModel action = new RequiredActionProviderModel();
    action.setAlias(alias);
    action.setEnabled(isOn(alias));
    action.setConfig(config(alias));
    return action;
  }

  RequiredActionConfigModel getRequiredActionConfigByAlias(String alias) {
    RequiredActionConfigModel config = new RequiredActionConfigModel();
    config.setConfig(config(alias));
    return config;
  }

  boolean isOn(String action) {
    return action.startsWith("campus-");
  }

  Map<String, String> config(String action) {
    return action.equals("campus-policy")
        ? policy()
        : Map.of("issuer", "OMU", "ownDomains", "omu.ac.jp");
  }

  Map<String, String> policy() {
    return Map.of("networks", "campus = 10.64.0.0/12", "trustedProxies", "192.0.2.10");
  }

  /** Each attribute of the user profile with those who may see and edit it, if it says so. */
  Map<String, List<Set<String>>> attributes() {
    Set<String> users = Set.of("admin", "user");
    Set<String> administrators = Set.of("admin");
    return Map.of(
        "username", List.of(users, users),
        "email", List.of(users, administrators),
        "campus-otp-unconfirmed", List.of(administrators, administrators),
        "recoveryEmail", List.of(administrators, administrators));
  }

  /** Attributes that everyone must have. */
  Set<String> required() {
    return Set.of();
  }

  /** Roles of those who must have them; empty for everyone. */
  Set<String> requiredOf() {
    return Set.of();
  }

  List<IdentityProviderModel> providers() {
    IdentityProviderModel sound = provider("campus after identity provider", null);
    IdentityProviderModel explicit =
        provider("campus after identity provider", "campus first broker login");
    return List.of(sound, explicit);
  }

  static IdentityProviderModel provider(String afterLogin, String firstLogin) {
    IdentityProviderModel provider = new IdentityProviderModel();
    provider.setAlias("other");
    provider.setPostBrokerLoginFlowId(afterLogin);
    provider.setFirstBrokerLoginFlowId(firstLogin);
    return provider;
  }

  /** People with a key and no address. */
  long unreachable() {
    return 0;
  }

  /** People with what is none. */
  long unusable() {
    return 0;
  }

  static RoleModel realmRole(String name, RoleModel... parts) {
    return role(null, name, parts);
  }

  static RoleModel role(String client, String name, RoleModel... parts) {
    return Fake.of(
        RoleModel.class,
        new Object() {
          String getName() {
            return name;
          }

          RoleContainerModel getContainer() {
            return client == null
                ? Fake.of(RealmModel.class, new Object())
                : new SoundClient() {
                  @Override
                  String getClientId() {
                    return client;
                  }
                }.model();
          }

          boolean isComposite() {
            return parts.length > 0;
          }

          Stream<RoleModel> getCompositesStream() {
            return Stream.of(parts);
          }
        });
  }

  static GroupModel group(GroupModel parent, RoleModel... roles) {
    return Fake.of(
        GroupModel.class,
        new Object() {
          String getName() {
            return "students";
          }

          GroupModel getParent() {
            return parent;
          }

          Stream<RoleModel> getRoleMappingsStream() {
            return Stream.of(roles);
          }
        });
  }

  private final class Profile {
    UPConfig getConfiguration() {
      UPConfig config = new UPConfig();
      List<UPAttribute> attributes = new ArrayList<>();
      attributes()
          .forEach(
              (name, permissions) ->
                  attributes.add(
                      new UPAttribute(
                          name,
                          permissions.isEmpty()
                              ? null
                              : new UPAttributePermissions(permissions.get(0), permissions.get(1)),
                          required().contains(name)
                              ? new UPAttributeRequired(requiredOf(), Set.of())
                              : null)));
      config.setAttributes(attributes);
      return config;
    }
  }

  private final class Providers {
    Stream<IdentityProviderModel> getAllStream(IdentityProviderQuery query) {
      return providers().stream();
    }
  }

  private final class Database {
    EntityManager getEntityManager() {
      return Fake.of(
          EntityManager.class,
          new Object() {
            TypedQuery<?> createQuery(String jpql, Class<?> type) {
              long count = jpql.contains("not like") ? unusable() : unreachable();
              return Fake.of(TypedQuery.class, new Counting(count));
            }
          });
    }
  }

  private record Counting(long count) {
    TypedQuery<?> setParameter(String name, Object value) {
      return Fake.of(TypedQuery.class, this);
    }

    Long getSingleResult() {
      return count;
    }
  }
}
