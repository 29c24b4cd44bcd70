package io.github.campusotp.e2e.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.github.campusotp.demo.KeycloakServer;
import io.github.campusotp.demo.Progress;
import io.github.campusotp.e2e.Networks;
import io.github.campusotp.e2e.Person;
import io.github.campusotp.e2e.server.Directory;
import io.github.campusotp.e2e.server.HttpSignOn;
import io.github.campusotp.e2e.server.HttpSignOn.Answer;
import io.github.campusotp.e2e.server.KeycloakAdmin;
import io.github.campusotp.e2e.server.Mailbox;
import io.github.campusotp.e2e.server.OidcClient;
import io.github.campusotp.e2e.server.RealmScript;
import io.github.campusotp.e2e.server.RealmScript.Outcome;
import io.github.campusotp.e2e.server.StoryServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A realm that a library has had for years, with people, a directory, an identity provider and a
 * browser flow of its own, gets the second factor by {@code realm-config/apply}, and loses it
 * again.
 */
@Tag("fault")
@Timeout(value = 30, unit = TimeUnit.MINUTES)
class ExistingRealmIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String NAME = "existing-realm";
  private static final String REALM = "/admin/realms/library";
  private static final String FLOWS = REALM + "/authentication/flows";
  private static final String CALLBACK = "http://localhost:8000/reading-room";
  private static final String NOTHING_CHANGED = "Nothing was changed.";
  private static final Pattern KEY = Pattern.compile("data-copy=\"([A-Z2-7]+)\"");

  @TempDir private Path folder;
  private RealmScript script;
  private KeycloakServer server;
  private KeycloakAdmin admin;
  private GreenMail mail;
  private HttpSignOn browser;

  /** Somebody with a password; somebody who uses Keycloak's own one-time passwords; one of LDAP. */
  private Person reader;

  private Person careful;
  private Person professor;

  @BeforeEach
  void script() throws Exception {
    script = new RealmScript(folder, StoryServer.directory(NAME).resolve("keycloak"));
  }

  @Test
  void whatIsMissingOrMisspeltIsSaid() throws Exception {
    assertThat(script.apply("--help")).returns(0, Outcome::status);
    assertRefused("Which realm?");
    assertRefused("One realm at a time", "library", "museum");
    assertRefused("There is no option --bnid", "library", "--bnid");
    assertRefused("--config wants a file", "library", "--config", "");
    assertRefused("Not into master", "master");
    script.kcadm("no-such-kcadm.sh");
    assertRefused("no-such-kcadm.sh is missing. Set KCADM", "library");
    script.programs("jq");
    assertRefused("curl is missing", "library");
    script.programs();
    assertRefused("jq is missing", "library");
  }

  @Test
  void itIsAppliedBoundUnboundAndSurvivedByItsUsers() throws Exception {
    mail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    mail.start();
    String wayBack;
    try {
      server = KeycloakServer.start(StoryServer.options(NAME), Progress.SILENT);
      try (KeycloakServer running = server) {
        admin = KeycloakAdmin.of(running);
        createRealm();
        try (Directory directory = new Directory(admin, REALM, "READ_ONLY")) {
          professor = directory.person();
          assertRefused("have you signed on?", "library");
          script.networks("wired = \"10.64.0.0/12\"");
          assertRefused("OMU_NETWORKS is refused: it has a quotation mark", "library");
          script.networks(
              "OMUNET-1X = 10.64.0.0/12\r\n!VPN = 10.64.99.0/24; eduroam = 10.80.0.0/16\n");
          for (String none : List.of("@library.example", "library.example.", "library")) {
            script.ownDomains(none);
            assertRefused("OMU_OWN_DOMAINS is refused: write example.ac.jp", "library");
          }
          script.ownDomains("library.example, books.example");
          script.signOn(running.address().toString());
          applied();
          boundAndUnbound();
          wayBack = script.apply("library", "--bind").wayBack();
          assertThat(signOn(careful, Networks.HOME)).matches(Answer::isYellowPage);
        }
      }
      StoryServer.expectNoSecret(server.log());
      extensionRemoved(wayBack);
    } finally {
      mail.stop();
    }
  }

  private void assertRefused(String why, String... arguments) throws Exception {
    Outcome outcome = script.apply(arguments);
    assertThat(outcome.output()).contains("apply: ").contains(why);
    assertThat(outcome.status()).isEqualTo(2);
  }

  private void createRealm() {
    admin.call(
        "POST",
        "/admin/realms",
        Map.of(
            "realm",
            "library",
            "enabled",
            true,
            "sslRequired",
            "none",
            "internationalizationEnabled",
            true,
            "supportedLocales",
            List.of("en", "ja", "de"),
            "defaultLocale",
            "en",
            "permanentLockout",
            true,
            "smtpServer",
            Map.of(
                "host", "127.0.0.1",
                "port", String.valueOf(mail.getSmtp().getPort()),
                "from", "library@example.ac.jp"),
            "clients",
            List.of(
                Map.of(
                    "clientId",
                    "reading-room",
                    "publicClient",
                    true,
                    "directAccessGrantsEnabled",
                    true,
                    "redirectUris",
                    List.of(CALLBACK)),
                Map.of(
                    "clientId",
                    "film-club",
                    "secret",
                    "**********",
                    "consentRequired",
                    true,
                    "attributes",
                    Map.of("oauth2.jwt.authorization.grant.enabled", "true"))),
            "identityProviders",
            List.of(
                Map.of(
                    "alias",
                    "other-library",
                    "providerId",
                    "oidc",
                    "enabled",
                    true,
                    "firstBrokerLoginFlowAlias",
                    "first broker login",
                    "config",
                    Map.of(
                        "clientId", "library",
                        "clientSecret", "between-libraries",
                        "authorizationUrl", "https://other.example/auth",
                        "tokenUrl", "https://other.example/token")))));
    admin.call("POST", FLOWS + "/browser/copy", Map.of("newName", "house browser"));
    admin.call(
        "POST",
        steps("house browser forms") + "/execution",
        Map.of("provider", "user-session-limits"));
    JsonNode limits = one(admin.get(steps("house browser")), "providerId", "user-session-limits");
    admin.call(
        "POST",
        REALM + "/authentication/executions/" + limits.path("id").asText() + "/config",
        Map.of(
            "alias",
            "house limits",
            "config",
            Map.of(
                "behavior", "Terminate oldest session",
                "userRealmLimit", "3",
                "userClientLimit", "0")));
    admin.call("PUT", steps("house browser"), ((ObjectNode) limits).put("requirement", "REQUIRED"));
    bind("house browser");
    reader = admin.people().stranger(REALM);
    careful = admin.people().strangerWithKey(REALM);
  }

  private static String steps(String flow) {
    return FLOWS + "/" + flow.replace(" ", "%20") + "/executions";
  }

  private void bind(String flow) {
    admin.call("PUT", REALM, Map.of("browserFlow", flow));
  }

  /** Interrupted, gone on with, repeated: and people see nothing of it. */
  private void applied() throws Exception {
    everybodySignsOnTheOldWay();
    assertRefused("Is the realm called libary", "libary");
    assertRefusedToWhoeverMayOnlyLook();

    script.applyUntil("flow campus browser: added", "library");
    bind("campus start");
    Outcome half = script.apply("library");
    assertThat(half.output())
        .contains("The flow campus start is half built, and the realm has it.");
    assertThat(half.status()).isEqualTo(1);
    bind("house browser");

    Outcome whole = appliedWhileTheTokenRunsOut();
    assertThat(whole.status()).as(whole.output()).isZero();
    assertThat(whole.lines())
        .contains(
            "flow campus browser: as shipped",
            "flow campus start: added",
            "required action campus-policy: added; networks, trustedProxies=127.0.0.1, otpMaxAge=0",
            "required action campus-recovery-address: added; allowOffCampus=true, ownDomains=library.example, books.example, codeLifetime=1800, resendWait=60, mailsPerHour=5, wrongCodesPerHour=10, triesPerCode=5",
            "user attribute recoveryEmail: added",
            "user attribute eduPersonPrincipalName: added",
            "client scope saml_eduperson: added",
            "client mfa-management: added")
        .contains(
            "- client admin-cli: direct access grants are on: a password is enough for a token: switch them off, or bind campus direct grant",
            "- client reading-room: direct access grants are on: a password is enough for a token: switch them off, or bind campus direct grant",
            "- client film-club: JWT authorization grant is on: a token without the second factor: switch it off",
            "- client film-club: consent page: a sign-on that got to it on campus can be ended at home: leave it on only for services outside",
            "- identity provider other-library: its post login flow is none: set campus after identity provider",
            "- identity provider other-library: its first login flow is first broker login: set campus first broker login",
            "- client film-club: its secret can be known: an example's, or what an export shows in its place: regenerate it",
            "- Realm settings, Events: events are not saved: the help desk cannot say why a sign-on failed: switch Save events on",
            "- Realm settings, Login: Login with email is on: the forgotten password can tell whose address it is: switch it off",
            "- Realm settings, Brute force detection: permanent lockout is on: wrong passwords of a stranger disable a user for good: lock temporarily",
            "- Realm roles, default-roles-library: every user has offline_access: take it out");
    assertThat(flows(export())).containsAllEntriesOf(flows(shipped()));
    assertNothingIsOfAnotherUniversity();
    String management =
        admin.get(REALM + "/clients?clientId=realm-management").path(0).path("id").asText();
    String role = REALM + "/clients/" + management + "/roles/campus-administrator";
    assertThat(admin.get(role + "/composites"))
        .extracting(part -> part.path("name").asText())
        .containsExactly("campus-help-desk");
    assertThat(admin.get(REALM + "/users/profile").path("attributes"))
        .extracting(attribute -> attribute.path("name").asText())
        .containsExactly(
            "username",
            "email",
            "firstName",
            "lastName",
            "recoveryEmail",
            "campus-otp-unconfirmed",
            "eduPersonPrincipalName",
            "eduPersonScopedAffiliation");
    for (String name : List.of("recoveryEmail", "campus-otp-unconfirmed")) {
      assertThat(
              one(admin.get(REALM + "/users/profile").path("attributes"), "name", name)
                  .at("/permissions/edit"))
          .as(name)
          .hasToString("[\"admin\"]");
    }
    assertThat(admin.get(REALM).path("accessCodeLifespanUserAction").asInt()).isEqualTo(3600);
    for (JsonNode action : admin.get(REALM + "/authentication/required-actions")) {
      assertThat(action.path("defaultAction").asBoolean()).as(action.toString()).isFalse();
    }
    everybodySignsOnTheOldWay();

    changeWhatAnAdministratorMay();
    JsonNode before = state();
    script.ownDomains("");
    Outcome again = script.apply("library");
    assertThat(again.status()).as(again.output()).isZero();
    assertThat(again.lines())
        .contains(
            NOTHING_CHANGED,
            "required action campus-policy: left as it is; differs in networks, trustedProxies",
            "- trustedProxies: 192.0.2.0/23 is wider than proxies need: a client with such an address is believed like a proxy, and gets in with a forged header: name the proxies' own addresses",
            "required action campus-otp-setup: left as it is; differs in wrongCodesPerKey",
            "required action campus-recovery-address: left as it is; differs in ownDomains",
            "user attribute recoveryEmail: left as it is; differs in validations",
            "client mfa-test: left as it is; differs in name",
            "client scope amr: as shipped",
            "client scope eduperson: as shipped",
            "flow campus browser: as shipped");
    assertThat(state()).isEqualTo(before);
    assertThat(script.commandLines()).contains("/partial-export").doesNotContain("Bearer", "eyJ");
  }

  private void assertRefusedToWhoeverMayOnlyLook() throws Exception {
    String clients = REALM + "/clients";
    String management =
        admin.get(clients + "?clientId=realm-management").path(0).path("id").asText();
    Person onlooker = admin.people().stranger(REALM);
    admin.call(
        "POST",
        REALM + "/users/" + onlooker.id() + "/role-mappings/clients/" + management,
        List.of(admin.get(clients + "/" + management + "/roles/view-realm")));
    script.signOn(server.address().toString(), "library", onlooker.username(), onlooker.password());
    assertRefused("create partial-export: HTTP 403 Forbidden", "library");
    script.signOn(server.address().toString());
  }

  /** In the middle of it the access token, which lasts a minute by itself, is no longer valid. */
  private Outcome appliedWhileTheTokenRunsOut() throws Exception {
    administratorsTokenLasts(6);
    script.signOn(server.address().toString());
    Outcome outcome = script.applySlowly("authentication/register-required-action", 7, "library");
    administratorsTokenLasts(60);
    return outcome;
  }

  private void administratorsTokenLasts(int seconds) {
    admin.call("PUT", "/admin/realms/master", Map.of("accessTokenLifespan", seconds));
  }

  private void assertNothingIsOfAnotherUniversity() throws IOException {
    assertThat(state().toString()).doesNotContain("omu.ac.jp", "omu.info", "大阪公立大学");
    for (String own : List.of("hanako@library.example", "hanako@mail.BOOKS.example")) {
      assertThatThrownBy(() -> giveAddress(own)).as(own).hasMessageContaining(" 400 ");
    }
    giveAddress("hanako@mylibrary.example");
    giveAddress("");
  }

  private void giveAddress(String address) {
    String path = REALM + "/users/" + reader.id();
    ObjectNode user = (ObjectNode) admin.get(path);
    user.withObject("/attributes").putArray("recoveryEmail").add(address);
    admin.call("PUT", path, user);
  }

  private void changeWhatAnAdministratorMay() {
    String settings = REALM + "/authentication/required-actions/campus-policy/config";
    ObjectNode networks = (ObjectNode) admin.get(settings);
    networks
        .withObject("/config")
        .put("networks", "wired = 10.64.0.0/12")
        .put("trustedProxies", "127.0.0.1, 192.0.2.0/23");
    admin.call("PUT", settings, networks);
    String action = REALM + "/authentication/required-actions/campus-otp-setup";
    ObjectNode setup = (ObjectNode) admin.get(action);
    setup.withObject("/config").put("wrongCodesPerKey", "50");
    admin.call("PUT", action, setup);
    ObjectNode test = (ObjectNode) admin.get(REALM + "/clients?clientId=mfa-test").path(0);
    admin.call("PUT", REALM + "/clients/" + test.path("id").asText(), test.put("name", "Try it"));
  }

  private void boundAndUnbound() throws Exception {
    String cookie =
        one(admin.get(steps("campus browser")), "providerId", "campus-cookie").path("id").asText();
    require("campus browser", cookie, "DISABLED");
    JsonNode before = state();
    Outcome unfit = script.apply("library", "--bind");
    assertThat(unfit.output()).contains("campus identify is not as shipped.");
    assertThat(unfit.status()).isEqualTo(1);
    assertThat(state()).isEqualTo(before);
    require("campus browser", cookie, "ALTERNATIVE");

    before = state();
    Outcome outcome = script.apply("library", "--bind");
    assertThat(outcome.status()).as(outcome.output()).isZero();
    assertThat(outcome.lines()).contains("names of levels: added");
    assertThat(outcome.wayBack().lines()).hasSize(8);
    JsonNode actions = admin.get(REALM + "/authentication/required-actions");
    assertThat(one(actions, "alias", "VERIFY_PROFILE").path("enabled").asBoolean())
        .as("its users may have a profile to fill in")
        .isTrue();
    assertThat(state()).isNotEqualTo(before);
    everybodyIsAskedOffCampus();
    Outcome again = script.apply("library", "--bind");
    assertThat(again.lines()).contains(NOTHING_CHANGED);
    assertThat(again.wayBack()).isEmpty();

    Outcome back = script.bash(outcome.wayBack());
    assertThat(back.status()).as(back.output()).isZero();
    assertThat(state()).isEqualTo(before);
    assertKeycloaksOtpPage(signOn(careful, Networks.OMUNET));
    assertKeycloaksOtpPage(signOn(careful, Networks.HOME));
    assertThat(browser.submit(Map.of("otp", careful.code()), from(Networks.HOME)))
        .matches(Answer::isIn);
    assertKeycloaksOtpPage(signOn(reader, Networks.OMUNET)); // who has a key by now
  }

  private static void assertKeycloaksOtpPage(Answer page) {
    assertThat(page.body()).contains("name=\"otp\"").doesNotContain("campus-otp");
  }

  private void require(String flow, String execution, String requirement) {
    String path = steps(flow);
    ObjectNode step = (ObjectNode) one(admin.get(path), "id", execution);
    admin.call("PUT", path, step.put("requirement", requirement));
  }

  private void everybodySignsOnTheOldWay() throws IOException {
    for (String anywhere : List.of(Networks.OMUNET, Networks.HOME)) {
      assertThat(signOn(reader, anywhere)).matches(Answer::isIn);
      assertThat(signOn(professor, anywhere)).matches(Answer::isIn);
      assertKeycloaksOtpPage(signOn(careful, anywhere));
    }
    assertThat(browser.submit(Map.of("otp", careful.code()), from(Networks.HOME)))
        .matches(Answer::isIn);
  }

  private void everybodyIsAskedOffCampus() throws IOException {
    for (Person person : List.of(reader, professor, careful)) {
      assertThat(signOn(person, Networks.OMUNET)).matches(Answer::isIn);
      assertThat(signOn(person, Networks.HOME).isIn()).isFalse();
    }
    assertThat(signOn(careful, Networks.HOME)).matches(Answer::isYellowPage);
    assertThat(browser.submit(Map.of("otp", careful.code()), from(Networks.HOME)))
        .matches(Answer::isIn);
    enrols(signOn(reader, Networks.HOME), reader);
    enrols(signOn(professor, Networks.HOME), professor);

    assertThat(open("/realms/library/mfa/key").body()).contains("name=\"password\"");
    assertThat(open("/realms/library/start").status()).isEqualTo(200);
    assertThat(
            one(admin.get(REALM + "/identity-provider/instances"), "alias", "other-library")
                .path("postBrokerLoginFlowAlias")
                .asText())
        .isEqualTo("campus after identity provider");
    assertThat(
            one(admin.get(REALM + "/identity-provider/instances"), "alias", "other-library")
                .path("firstBrokerLoginFlowAlias")
                .asText())
        .isEqualTo("campus first broker login");
    assertThat(passwordGrant(reader).body()).doesNotContain("access_token");
  }

  /** Off campus, without a key: the way to it goes through pages of Keycloak's own theme. */
  private void enrols(Answer asked, Person person) throws IOException {
    assertThat(asked.body()).contains("name=\"begin\"");
    String home = from(Networks.HOME);
    assertThat(browser.submit(Map.of("begin", "begin"), home).body())
        .contains("name=\"recoveryEmail\"");
    String address = person.username() + "@example.net";
    browser.submit(Map.of("recoveryEmail", address, "confirm", "confirm"), home);
    String mailed = new Mailbox(mail).code(address);
    assertThat(browser.submit(Map.of("code", mailed, "verify", "verify"), home).status())
        .isEqualTo(200);
    Answer key = browser.submit(Map.of("confirm", "confirm"), home);
    Matcher secret = KEY.matcher(key.body());
    assertThat(secret.find()).as(key.body()).isTrue();
    String code = person.withKey(secret.group(1)).code();
    assertThat(browser.submit(Map.of("otp", code, "verify", "verify"), home)).matches(Answer::isIn);
  }

  /** Keycloak starts, lets nobody in by our flow, and an administrator binds the old one. */
  private void extensionRemoved(String wayBack) throws Exception {
    KeycloakServer.Options plain =
        StoryServer.inStories(
                new KeycloakServer.Options(
                    StoryServer.REPOSITORY.resolve("demo/target/dist/keycloak.zip"),
                    StoryServer.directory(NAME)))
            .administrator("admin", "admin-demo")
            .keepData(true);
    try (KeycloakServer running = KeycloakServer.start(plain, Progress.SILENT)) {
      server = running;
      admin = KeycloakAdmin.of(running);
      for (Person person : List.of(reader, careful)) {
        JsonNode sessions = sessions(person);
        for (String anywhere : List.of(Networks.OMUNET, Networks.HOME)) {
          Answer refused = signOn(person, anywhere);
          assertThat(refused.isIn()).isFalse();
          assertThat(refused.status()).isEqualTo(400);
          assertThat(refused.form()).as("a page to go on with").isNull();
        }
        assertThat(sessions(person)).isEqualTo(sessions);
      }
      script.signOn(running.address().toString());
      assertRefused("This server does not know campus-", "library");

      Outcome back = script.bash(wayBack);
      assertThat(back.status()).as(back.output()).isZero();
      assertKeycloaksOtpPage(signOn(careful, Networks.HOME));
      assertThat(browser.submit(Map.of("otp", careful.code()), from(Networks.HOME)))
          .matches(Answer::isIn);
      deleteWhatIsOurs();
      assertThat(export().findValuesAsText("alias")).noneMatch(name -> name.startsWith("campus"));
      assertKeycloaksOtpPage(signOn(reader, Networks.HOME));
      StoryServer.expectNoSecret(running.log());
    }
  }

  private void deleteWhatIsOurs() {
    for (String client : List.of("mfa-management", "mfa-test", "start-procedure")) {
      JsonNode known = admin.get(REALM + "/clients?clientId=" + client).path(0);
      admin.call("DELETE", REALM + "/clients/" + known.path("id").asText(), null);
    }
    deleteOurs(FLOWS, "id");
    deleteOurs(REALM + "/authentication/required-actions", "alias");
  }

  private void deleteOurs(String path, String key) {
    for (JsonNode known : admin.get(path)) {
      if (known.path("alias").asText().startsWith("campus")) {
        admin.call("DELETE", path + "/" + known.path(key).asText(), null);
      }
    }
  }

  private JsonNode sessions(Person person) {
    return admin.get(REALM + "/users/" + person.id() + "/sessions");
  }

  private Answer signOn(Person person, String address) throws IOException {
    browser = new HttpSignOn(server.address());
    String request = new OidcClient("reading-room", CALLBACK, "").authorization();
    Answer page = browser.get(request.replace("/realms/omu/", "/realms/library/"), from(address));
    return page.form() == null
        ? page // without the extension
        : browser.submit(
            Map.of("username", person.username(), "password", person.password()), from(address));
  }

  private Answer open(String path) throws IOException {
    return new HttpSignOn(server.address()).open(path);
  }

  private Answer passwordGrant(Person person) throws IOException {
    return new HttpSignOn(server.address())
        .post(
            "/realms/library/protocol/openid-connect/token",
            Map.of(
                "grant_type",
                "password",
                "client_id",
                "reading-room",
                "username",
                person.username(),
                "password",
                person.password()));
  }

  private static String from(String address) {
    return "X-Forwarded-For: " + address;
  }

  private JsonNode export() throws IOException {
    String path = REALM + "/partial-export?exportClients=true&exportGroupsAndRoles=true";
    return JSON.readTree(admin.call("POST", path, null).body());
  }

  /** All of the realm but its people, in an order of its own. */
  private JsonNode state() throws IOException {
    ObjectNode all = JSON.createObjectNode();
    all.set("realm", export());
    all.set("profile", admin.get(REALM + "/users/profile"));
    return sorted(all);
  }

  private static JsonNode sorted(JsonNode node) {
    if (node.isArray()) {
      List<JsonNode> elements = new ArrayList<>();
      node.forEach(element -> elements.add(sorted(element)));
      elements.sort(Comparator.comparing(JsonNode::toString));
      return JSON.createArrayNode().addAll(elements);
    }
    if (node.isObject()) {
      ObjectNode object = JSON.createObjectNode();
      new TreeSet<>(node.properties().stream().map(Map.Entry::getKey).toList())
          .forEach(name -> object.set(name, sorted(node.get(name))));
      return object;
    }
    return node;
  }

  private static JsonNode shipped() throws IOException {
    return JSON.readTree(StoryServer.SHIPPED_REALM.toFile());
  }

  /** The steps of each of our flows, with what each one is required for and set to. */
  private static Map<String, List<String>> flows(JsonNode realm) {
    Map<String, List<String>> flows = new TreeMap<>();
    for (JsonNode flow : realm.path("authenticationFlows")) {
      if (flow.path("alias").asText().startsWith("campus ")) {
        List<String> steps = new ArrayList<>(List.of(flow.path("description").asText()));
        for (JsonNode step : flow.path("authenticationExecutions")) {
          steps.add(
              String.join(
                  " ",
                  step.path("authenticator").asText() + step.path("flowAlias").asText(),
                  step.path("requirement").asText(),
                  step.path("priority").asText(),
                  step.path("authenticatorConfig").asText("-")));
        }
        flows.put(flow.path("alias").asText(), steps);
      }
    }
    return flows;
  }

  private static JsonNode one(JsonNode all, String key, String value) {
    for (JsonNode node : all) {
      if (node.path(key).asText().equals(value)) {
        return node;
      }
    }
    throw new AssertionError("No " + key + " " + value + " in " + all);
  }
}
