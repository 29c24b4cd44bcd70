package io.github.campusotp.e2e.server;

import static io.github.campusotp.e2e.server.KeycloakAdmin.REALM;

import com.fasterxml.jackson.databind.JsonNode;
import com.unboundid.ldap.listener.InMemoryDirectoryServer;
import com.unboundid.ldap.listener.InMemoryDirectoryServerConfig;
import com.unboundid.ldap.listener.InMemoryListenerConfig;
import com.unboundid.ldap.listener.interceptor.InMemoryInterceptedModifyResult;
import com.unboundid.ldap.listener.interceptor.InMemoryInterceptedSimpleBindResult;
import com.unboundid.ldap.listener.interceptor.InMemoryOperationInterceptor;
import com.unboundid.ldap.sdk.BindResult;
import com.unboundid.ldap.sdk.Control;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.unboundidds.controls.PasswordPolicyErrorType;
import com.unboundid.ldap.sdk.unboundidds.controls.PasswordPolicyResponseControl;
import com.unboundid.ldif.LDIFException;
import io.github.campusotp.e2e.Person;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** The university's LDAP directory, from which the realm takes people. */
public final class Directory implements AutoCloseable {
  private static final String BASE = "dc=example,dc=ac,dc=jp";
  private static final String PEOPLE = "ou=people," + BASE;
  private static final String READER = "cn=keycloak," + BASE;

  private final KeycloakAdmin admin;
  private final String realm;
  private final InMemoryDirectoryServer server;
  private final String federation;
  private final Set<String> provisional = ConcurrentHashMap.newKeySet();

  /** One that the realm may only read. */
  public Directory(KeycloakAdmin admin) throws LDAPException, LDIFException {
    this(admin, "READ_ONLY");
  }

  /**
   * @param editMode Keycloak's, such as {@code WRITABLE}
   */
  public Directory(KeycloakAdmin admin, String editMode) throws LDAPException, LDIFException {
    this(admin, REALM, editMode);
  }

  /**
   * @param realm that takes its people from it, by its path in the admin API
   */
  public Directory(KeycloakAdmin admin, String realm, String editMode)
      throws LDAPException, LDIFException {
    this.admin = admin;
    this.realm = realm;
    String secret = UUID.randomUUID().toString();
    InMemoryDirectoryServerConfig config = new InMemoryDirectoryServerConfig(BASE);
    config.addAdditionalBindCredentials(READER, secret);
    config.addInMemoryOperationInterceptor(new Policy());
    config.setListenerConfigs(
        InMemoryListenerConfig.createLDAPConfig("ldap", InetAddress.getLoopbackAddress(), 0, null));
    server = new InMemoryDirectoryServer(config);
    server.add("dn: " + BASE, "objectClass: domain", "dc: example");
    server.add("dn: " + PEOPLE, "objectClass: organizationalUnit", "ou: people");
    server.startListening();
    federation = federate(secret, editMode);
  }

  private String federate(String secret, String editMode) {
    String location =
        admin
            .call(
                "POST",
                realm + "/components",
                Map.of(
                    "name",
                    "directory",
                    "providerId",
                    "ldap",
                    "providerType",
                    "org.keycloak.storage.UserStorageProvider",
                    "config",
                    Map.ofEntries(
                        one("editMode", editMode),
                        one("importEnabled", "true"),
                        one("vendor", "other"),
                        one("enableLdapPasswordPolicy", "true"),
                        one("validatePasswordPolicy", String.valueOf(editMode.equals("WRITABLE"))),
                        one("connectionUrl", "ldap://127.0.0.1:" + server.getListenPort()),
                        one("authType", "simple"),
                        one("bindDn", READER),
                        one("bindCredential", secret),
                        one("usersDn", PEOPLE),
                        one("usernameLDAPAttribute", "uid"),
                        one("rdnLDAPAttribute", "uid"),
                        one("uuidLDAPAttribute", "entryUUID"),
                        one("userObjectClasses", "inetOrgPerson, organizationalPerson"),
                        one("searchScope", "1"))))
            .headers()
            .firstValue("Location")
            .orElseThrow();
    return location.substring(location.lastIndexOf('/') + 1);
  }

  private static Map.Entry<String, List<String>> one(String name, String value) {
    return Map.entry(name, List.of(value));
  }

  /** Somebody new in the directory, whom the realm has just come to know. */
  public Person person() throws LDAPException, LDIFException {
    String username = "l" + UUID.randomUUID().toString().substring(0, 8);
    String password = "pw-" + UUID.randomUUID();
    server.add(
        "dn: " + dn(username),
        "objectClass: inetOrgPerson",
        "uid: " + username,
        "cn: Taro",
        "sn: Koritsu",
        "mail: " + username + "@omu.ac.jp",
        "userPassword: " + password);
    JsonNode user = admin.get(realm + "/users?exact=true&username=" + username).path(0);
    return new Person(user.path("id").asText(), username, password, null, null);
  }

  /** Whether that is the password that the directory has. */
  public boolean accepts(Person person) throws LDAPException {
    return server
        .compare(dn(person.username()), "userPassword", person.password())
        .compareMatched();
  }

  /** Makes the password provisional: the directory asks for another at every sign-on. */
  public void demandPassword(Person person) {
    provisional.add(dn(person.username()));
  }

  /** The person's entry with all that the directory itself notes in it, such as its last change. */
  public Entry entry(Person person) throws LDAPException {
    return server.getEntry(dn(person.username()), "*", "+");
  }

  private static String dn(String username) {
    return "uid=" + username + "," + PEOPLE;
  }

  /** With the federation go the people that came by it. */
  @Override
  public void close() {
    admin.call("DELETE", realm + "/components/" + federation, null);
    server.shutDown(true);
  }

  /** The password policy of draft-behera-ldap-password-policy, as far as Keycloak knows it. */
  private final class Policy extends InMemoryOperationInterceptor {
    @Override
    public void processSimpleBindResult(InMemoryInterceptedSimpleBindResult bind) {
      if (provisional.contains(bind.getRequest().getBindDN())) {
        bind.setResult(
            new BindResult(
                bind.getResult().getMessageID(),
                bind.getResult().getResultCode(),
                null,
                null,
                null,
                new Control[] {
                  new PasswordPolicyResponseControl(
                      null, 0, PasswordPolicyErrorType.CHANGE_AFTER_RESET)
                }));
      }
    }

    @Override
    public void processModifyResult(InMemoryInterceptedModifyResult change) {
      provisional.remove(change.getRequest().getDN());
    }
  }
}
