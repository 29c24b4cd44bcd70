package io.github.campusotp.finding;

import static io.github.campusotp.finding.Finding.error;
import static io.github.campusotp.finding.Finding.warning;
import static org.keycloak.userprofile.UserProfileConstants.ROLE_ADMIN;
import static org.keycloak.userprofile.UserProfileConstants.ROLE_USER;

import io.github.campusotp.keycloak.StatelessAction;
import io.github.campusotp.otpkey.UnconfirmedKey;
import io.github.campusotp.recovery.RecoveryAddress;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.keycloak.models.AccountRoles;
import org.keycloak.models.ClientModel;
import org.keycloak.models.Constants;
import org.keycloak.models.GroupModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.RoleModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.utils.RoleUtils;
import org.keycloak.representations.userprofile.config.UPAttribute;
import org.keycloak.representations.userprofile.config.UPAttributePermissions;
import org.keycloak.representations.userprofile.config.UPAttributeRequired;
import org.keycloak.representations.userprofile.config.UPConfig;
import org.keycloak.userprofile.UserProfileProvider;

/** What users may do to themselves: their roles and their profile. */
final class UserChecks {
  private static final Set<String> OF_ADMIN = Set.of(ROLE_ADMIN);

  /** By which services may identify users. */
  private static final Set<String> NAMES =
      Set.of(UserModel.EMAIL, UserModel.FIRST_NAME, UserModel.LAST_NAME);

  /** Which the extension itself trusts. */
  private static final Set<String> OURS =
      Set.of(RecoveryAddress.ATTRIBUTE, UnconfirmedKey.ATTRIBUTE);

  private static final Set<String> OF_ADMINISTRATORS =
      Stream.concat(
              OURS.stream(), Stream.of("eduPersonPrincipalName", "eduPersonScopedAffiliation"))
          .collect(Collectors.toSet());

  private static final String VERIFY_PROFILE = "VERIFY_PROFILE";

  static final List<Check> ALL =
      List.of(
          UserChecks::roles,
          UserChecks::undeclared,
          UserChecks::editable,
          UserChecks::visible,
          UserChecks::required,
          UserChecks::unasked);

  private UserChecks() {}

  /** What each new user gets by the default role and by default groups, however deep it lies. */
  private static Stream<Finding> roles(KeycloakSession session, RealmModel realm) {
    RoleModel everyone = realm.getDefaultRole();
    return Stream.concat(
        everyone
            .getCompositesStream()
            .flatMap(
                role ->
                    tooMuch(
                        role, "Realm roles, " + everyone.getName(), "every user", "take it out")),
        realm
            .getDefaultGroupsStream()
            .filter(Objects::nonNull) // deleted just now
            .flatMap(group -> Stream.iterate(group, Objects::nonNull, GroupModel::getParent))
            .distinct()
            .flatMap(UserChecks::ofGroup));
  }

  private static Stream<Finding> ofGroup(GroupModel group) {
    String where = "Groups, " + group.getName();
    return group
        .getRoleMappingsStream()
        .flatMap(role -> tooMuch(role, where, "every new user", "take the role from the group"));
  }

  private static Stream<Finding> tooMuch(RoleModel role, String where, String who, String cure) {
    return RoleUtils.expandCompositeRolesStream(Stream.of(role))
        .filter(UserChecks::isTooMuch)
        .findFirst()
        .map(part -> part.equals(role) ? "" : ", which has " + part.getName())
        .map(has -> error("role-of-everyone", where, who + " has " + role.getName() + has, cure))
        .stream();
  }

  private static boolean isTooMuch(RoleModel role) {
    String client =
        role.getContainer() instanceof ClientModel container ? container.getClientId() : "";
    return client.isEmpty() && role.getName().equals(Constants.OFFLINE_ACCESS_ROLE)
        || client.equals(Constants.ACCOUNT_MANAGEMENT_CLIENT_ID)
            && role.getName().equals(AccountRoles.MANAGE_ACCOUNT)
        || client.equals(Constants.REALM_MANAGEMENT_CLIENT_ID);
  }

  private static Stream<Finding> undeclared(KeycloakSession session, RealmModel realm) {
    return OURS.stream()
        .filter(name -> profile(session).getAttribute(name) == null)
        .map(
            name ->
                error(
                    "attribute-undeclared",
                    attribute(name),
                    "the user profile does not have it",
                    "add it with realm-config/apply"));
  }

  private static Stream<Finding> editable(KeycloakSession session, RealmModel realm) {
    return attributes(session)
        .filter(
            attribute ->
                OF_ADMINISTRATORS.contains(attribute.getName())
                    || NAMES.contains(attribute.getName()))
        .filter(attribute -> !isOfAdministrators(editors(attribute)))
        .map(
            attribute ->
                error(
                    "attribute-editable",
                    attribute(attribute.getName()),
                    "not only administrators may edit it",
                    "let only them"));
  }

  private static Stream<Finding> visible(KeycloakSession session, RealmModel realm) {
    return attributes(session)
        .filter(attribute -> OF_ADMINISTRATORS.contains(attribute.getName()))
        .filter(attribute -> attribute.getPermissions() != null)
        .filter(attribute -> !isOfAdministrators(attribute.getPermissions().getView()))
        .map(
            attribute ->
                warning(
                    "attribute-visible",
                    attribute(attribute.getName()),
                    "not only administrators may see it",
                    "let only them"));
  }

  private static Stream<Finding> required(KeycloakSession session, RealmModel realm) {
    return attributes(session)
        .filter(attribute -> NAMES.contains(attribute.getName()))
        .filter(attribute -> attribute.getRequired() != null)
        .map(
            attribute ->
                warning(
                    "attribute-required",
                    attribute(attribute.getName()),
                    "it is required: a page that asks for it comes before the one-time password",
                    "make it optional"));
  }

  /** The shipped realm has nothing to ask for, and spares each sign-on the look at the profile. */
  private static Stream<Finding> unasked(KeycloakSession session, RealmModel realm) {
    return attributes(session)
        .filter(attribute -> !NAMES.contains(attribute.getName()))
        .filter(attribute -> isRequiredOfUsers(attribute.getRequired()))
        .filter(attribute -> editors(attribute).contains(ROLE_USER))
        .filter(attribute -> !StatelessAction.isOn(realm, VERIFY_PROFILE))
        .map(
            attribute ->
                warning(
                    "attribute-not-asked",
                    attribute(attribute.getName()),
                    "users must fill it in, and nothing asks them to",
                    "switch the required action Verify Profile on"));
  }

  private static boolean isRequiredOfUsers(UPAttributeRequired required) {
    return required != null && (required.isAlways() || !OF_ADMIN.equals(required.getRoles()));
  }

  /** As Keycloak reads it: an e-mail address without permissions is everybody's. */
  private static Set<String> editors(UPAttribute attribute) {
    UPAttributePermissions permissions = attribute.getPermissions();
    if (permissions == null || permissions.isEmpty()) {
      return attribute.getName().equals(UserModel.EMAIL) ? Set.of(ROLE_ADMIN, ROLE_USER) : Set.of();
    }
    return permissions.getEdit();
  }

  private static Stream<UPAttribute> attributes(KeycloakSession session) {
    return profile(session).getAttributes().stream();
  }

  private static UPConfig profile(KeycloakSession session) {
    return session.getProvider(UserProfileProvider.class).getConfiguration();
  }

  private static boolean isOfAdministrators(Set<String> roles) {
    return OF_ADMIN.containsAll(roles);
  }

  private static String attribute(String name) {
    return "Realm settings, User profile, " + name;
  }
}
