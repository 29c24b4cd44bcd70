package io.github.campusotp.e2e.story;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.github.campusotp.e2e.server.KeycloakAdmin.REALM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.unboundid.ldap.sdk.Entry;
import io.github.campusotp.e2e.Networks;
import io.github.campusotp.e2e.Person;
import io.github.campusotp.e2e.page.ManagementPage;
import io.github.campusotp.e2e.page.OtpPage;
import io.github.campusotp.e2e.page.PortalPage;
import io.github.campusotp.e2e.page.StartPage;
import io.github.campusotp.e2e.server.Campus;
import io.github.campusotp.e2e.server.ContainerServer;
import io.github.campusotp.e2e.server.Directory;
import io.github.campusotp.e2e.server.KeycloakAdmin;
import io.github.campusotp.e2e.server.Setting;
import io.github.campusotp.e2e.server.Visitor;
import io.github.campusotp.e2e.story.Newcomer.Place;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How a new intake gets into the realm, and what that means for the people who are there. */
@ExtendWith(Campus.Resolver.class)
class IntakeIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern EXAMPLE = Pattern.compile("(?s)```json\n(.*?)```");
  private static final String PLEDGE = "TERMS_AND_CONDITIONS";
  private static final String PASSWORD = "UPDATE_PASSWORD";
  private static final String ADDRESS = "campus-recovery-address";
  private static final String KEY = "campus-otp-setup";

  private final Campus campus;
  private final KeycloakAdmin admin;

  IntakeIT(Campus campus) {
    this.campus = campus;
    this.admin = campus.admin();
  }

  @Test
  void anIntakeByTheDocumentsFileHasNothingToDoAfterwards() throws IOException {
    ObjectNode file = example();
    List<Person> intake = bringIn(file);
    assertThat(intake)
        .hasSize(2)
        .allSatisfy(
            person -> assertThat(campus.records().requiredActions(person)).isEqualTo(procedure()));
    try (Visitor visitor = campus.visitor(Networks.HOME)) {
      Newcomer newcomer = at(StartPage.PATH, visitor, intake.get(0)).goOnTo(Place.PLEDGE);
      newcomer.step();
      assertThat(newcomer.place()).as("the password is provisional").isEqualTo(Place.PASSWORD);
      newcomer.goOnTo(Place.COMPLETE);
      newcomer.hasEverything();
    }
    assertThat(campus.records().requiredActions(intake.get(1))).isEqualTo(procedure());
    assertThat(roles(intake.get(1))).containsExactly("default-roles-omu");
  }

  /** Keycloak's import adds nothing of its own: a file with less lets provisional passwords in. */
  @Test
  void whatTheFileDoesNotListNobodyIsAskedFor() throws IOException {
    ObjectNode file = example();
    ObjectNode user = user(file, 0);
    user.remove(List.of("requiredActions", "realmRoles"));
    ((ObjectNode) user.at("/credentials/0")).put("temporary", true);
    Person person = bringIn(file).get(0);
    assertThat(campus.records().requiredActions(person)).isEmpty();
    assertThat(roles(person)).isEmpty();
    try (Visitor visitor = campus.visitor(Networks.OMUNET)) {
      visitor.signOn(person);
      new PortalPage(visitor.page()).isSignedOn(person);
    }
  }

  @Test
  void skippingLeavesWhoeverIsThereAsTheyAre() throws IOException {
    Person present = campus.people().student();
    List<String> keys = campus.records().credentialIds(present, "otp");
    ObjectNode file = example();
    user(file, 0).put("username", present.username());
    List<Person> named = bringIn(file);
    assertThat(named.get(0).id()).isEqualTo(present.id());
    assertThat(campus.records().credentialIds(present, "otp")).isEqualTo(keys);
    assertThat(campus.records().recoveryEmail(present)).hasValue(present.recoveryEmail());
    assertThat(campus.records().requiredActions(present)).isEmpty();
    assertThat(campus.records().requiredActions(named.get(1))).isEqualTo(procedure());
    try (Visitor visitor = campus.visitor(Networks.HOME)) {
      visitor.signOnWithCode(present);
    }
  }

  /** Keycloak deletes the person and creates another one of the same name. */
  @Test
  void overwritingTakesKeyAndAddressAway() throws IOException {
    Person present = campus.people().student();
    ObjectNode file = example().put("ifResourceExists", "OVERWRITE");
    user(file, 0).put("username", present.username());
    Person other = bringIn(file).get(0);
    assertThat(other.id()).isNotEqualTo(present.id());
    assertThat(campus.records().credentialIds(other, "otp")).isEmpty();
    assertThat(campus.records().recoveryEmail(other)).isEmpty();
    assertThat(campus.records().requiredActions(other)).isEqualTo(procedure());
  }

  @Test
  void overwritingAUserOfAWritableDirectoryDeletesItThere() throws Exception {
    try (Directory directory = new Directory(admin, "WRITABLE")) {
      Person person = directory.person();
      ObjectNode file = example().put("ifResourceExists", "OVERWRITE");
      user(file, 0).put("username", person.username());
      bringIn(file);
      assertThat(directory.entry(person)).isNull();
    }
  }

  @Test
  void onePasswordAgainstThePolicyKeepsTheWholeFileOut() throws IOException {
    ObjectNode file = example();
    ((ObjectNode) user(file, 1).at("/credentials/0")).put("value", "short");
    assertThatThrownBy(() -> bringIn(file)).hasMessageContaining("/partialImport");
    for (JsonNode user : file.path("users")) {
      assertThat(users(user.path("username").asText())).isEmpty();
    }
  }

  /** An import goes past the rules of the user profile. */
  @Test
  void whatCountsAsNoAddressIsFound() throws IOException {
    for (List<String> stored :
        List.of(
            List.of("nobody"),
            List.of("me@OMU.ac.jp"),
            List.of("me@mail.omu.ac.jp"),
            List.of("one@example.net", "two@example.net"))) {
      ObjectNode file = example();
      ArrayNode values = user(file, 0).withObject("/attributes").putArray("recoveryEmail");
      stored.forEach(values::add);
      int before = unusableAddresses();
      Person person = bringIn(file).get(0);
      assertThat(unusableAddresses()).as("%s", stored).isEqualTo(before + 1);
      campus.users().delete(person);
      assertThat(unusableAddresses()).isEqualTo(before);
    }
  }

  private int unusableAddresses() {
    for (JsonNode finding : admin.get(REALM + "/campus-otp/findings")) {
      if (finding.path("id").asText().equals("address-unusable")) {
        return Integer.parseInt(finding.path("what").asText().replaceAll("\\D", ""));
      }
    }
    return 0;
  }

  @Test
  void whoeverAnAdministratorCreatesIsANewcomer() throws IOException {
    assertThat(campus.records().requiredActions(created(true))).isEqualTo(procedure());
    assertThat(campus.records().requiredActions(campus.people().freshman())).isEqualTo(procedure());
  }

  /** What newcomers are asked for touches only people whom Keycloak comes to know later. */
  @Test
  void usersFromBeforeAreAskedOffCampusOnly() throws IOException {
    Person before;
    try (Setting pledge = campus.settings().noDefault(PLEDGE);
        Setting address = campus.settings().noDefault(ADDRESS);
        Setting key = campus.settings().noDefault(KEY)) {
      before = created(false);
    }
    assertThat(campus.records().requiredActions(created(false)))
        .containsExactly(PLEDGE, KEY, ADDRESS);
    assertThat(campus.records().requiredActions(before)).isEmpty();
    try (Visitor visitor = campus.visitor(Networks.OMUNET)) {
      visitor.signOn(before);
      new PortalPage(visitor.page()).isSignedOn(before);
      visitor.moveTo(Networks.HOME).openPortal();
      Newcomer newcomer = new Newcomer(campus, visitor.page(), before);
      assertThat(newcomer.place()).isEqualTo(Place.INTRODUCTION);
      newcomer.step();
      assertThat(newcomer.place()).isEqualTo(Place.ADDRESS);
      newcomer.goOnTo(Place.PORTAL);
      assertThat(new PortalPage(visitor.page()).amr()).contains("otp");
      newcomer.hasEverything();
    }
  }

  @Test
  void aWaveSetsUpItsKeysAndLeavesUsersWithAKeyAlone() {
    Person without = campus.people().studentWithoutKey();
    Person unreachable = campus.people().newcomer();
    Person equipped = campus.people().student();
    Person later = campus.people().studentWithoutKey();
    demandKey(group(newName(), without, unreachable, equipped));
    assertThat(campus.records().requiredActions(equipped)).isEmpty();
    assertThat(campus.records().requiredActions(later)).isEmpty();
    for (Person person : List.of(without, unreachable)) {
      try (Visitor visitor = campus.visitor(Networks.OMUNET)) {
        Newcomer newcomer = at("/portal/login", visitor, person).goOnTo(Place.SIGN_ON);
        newcomer.step();
        assertThat(newcomer.place())
            .isEqualTo(person == without ? Place.INTRODUCTION : Place.ADDRESS);
        newcomer.goOnTo(Place.CONFIRM);
        new StartPage(visitor.page()).isAt("二要素認証");
        newcomer.goOnTo(Place.PORTAL);
        new PortalPage(visitor.page()).isSignedOn(person);
        newcomer.hasEverything();
      }
    }
  }

  /** It replaces nobody's list: whoever still has a provisional password has to change it. */
  @Test
  void aWaveTakesNothingOffWhatSomebodyHasToDo() {
    Person freshman = campus.people().freshman();
    demandKey(group(newName(), freshman));
    assertThat(campus.records().requiredActions(freshman)).isEqualTo(procedure());
  }

  @Test
  void aWaveByNetworkAsksOneNetworkAfterTheOther() {
    Person person = campus.people().student();
    String everywhere = "everywhere = 0.0.0.0/1, 128.0.0.0/1, ::/1, 8000::/1\n";
    String asked = everywhere + "!VPN = 10.64.99.0/24";
    try (Setting wave = campus.settings().policy("networks", asked)) {
      for (String address : List.of(Networks.OMUNET, Networks.HOME, Networks.HOME_V6)) {
        try (Visitor visitor = campus.visitor(address)) {
          visitor.signOn(person);
          new PortalPage(visitor.page()).isSignedOn(person);
        }
      }
      try (Visitor visitor = campus.visitor(Networks.VPN)) {
        visitor.signOn(person);
        new OtpPage(visitor.page()).isShown();
      }
    }
  }

  /** Each command as the document has it, and no more rights than it names. */
  @Test
  void theOfficesServiceAccountFollowsTheDocument(@TempDir Path folder) throws Exception {
    assumeFalse(ContainerServer.WANTED, "Its kcadm.sh is in the container");
    Office office = new Office(campus, folder);
    office.type("create clients", "");
    String client =
        REALM
            + "/clients/"
            + admin.get(REALM + "/clients?clientId=mfa-office").at("/0/id").asText();
    try {
      String secret = admin.get(client + "/client-secret").path("value").asText();
      office.type("--client mfa-office", "export KC_CLI_CLIENT_SECRET=" + secret);
      String account = admin.get(client + "/service-account-user").path("id").asText();
      bringsAnIntakeIn(office, account, folder.resolve("intake.json"));
      givesAnAddress(office);
      startsAWave(office);
    } finally {
      admin.call("DELETE", client, null);
    }
  }

  /** A directory with a password policy says itself whose password is provisional. */
  @Test
  void usersOfAWritableDirectoryHaveTheirNewPasswordThere() throws Exception {
    try (Directory directory = new Directory(admin, "WRITABLE");
        Visitor visitor = campus.visitor(Networks.HOME)) {
      Person person = directory.person();
      directory.demandPassword(person);
      assertThat(campus.records().requiredActions(person)).containsExactly(PLEDGE, KEY, ADDRESS);
      Newcomer newcomer = at(StartPage.PATH, visitor, person).goOnTo(Place.PASSWORD);
      StartPage page = new StartPage(visitor.page());
      page.choosePassword("short", "short");
      assertThat(page.error().first()).containsText("10");
      newcomer.goOnTo(Place.COMPLETE);
      newcomer.hasEverything();
      assertThat(directory.accepts(newcomer.person())).isTrue();
    }
  }

  /**
   * Keycloak says no more than that the password is wrong: there is nothing it could do about it.
   */
  @ParameterizedTest
  @ValueSource(strings = {"READ_ONLY", "UNSYNCED"})
  void inAnUnwritableDirectoryAProvisionalOneOpensNothing(String mode) throws Exception {
    try (Directory directory = new Directory(admin, mode);
        Visitor visitor = campus.visitor(Networks.OMUNET)) {
      Person person = directory.person();
      directory.demandPassword(person);
      Newcomer newcomer = at(StartPage.PATH, visitor, person).goOnTo(Place.SIGN_ON);
      newcomer.step();
      assertThat(newcomer.place()).isEqualTo(Place.SIGN_ON);
      assertThat(new ManagementPage(visitor.page()).error()).isVisible();
    }
  }

  @Test
  void anUnsyncedDirectoryKeepsTheProvisionalPassword() throws Exception {
    try (Directory directory = new Directory(admin, "UNSYNCED");
        Visitor visitor = campus.visitor(Networks.HOME)) {
      Person person = directory.person();
      Entry before = directory.entry(person);
      admin.call(
          "PUT",
          REALM + "/users/" + person.id() + "/reset-password",
          Map.of("type", "password", "value", "provisional-1", "temporary", true));
      assertThat(campus.records().requiredActions(person)).isEqualTo(procedure());
      Newcomer newcomer =
          at(StartPage.PATH, visitor, person.withPassword("provisional-1")).goOnTo(Place.COMPLETE);
      newcomer.hasEverything();
      assertThat(directory.entry(person)).isEqualTo(before);
      assertThat(directory.accepts(person)).isTrue();
    }
  }

  /** Nobody changes a password that Keycloak may not write; all else is kept in Keycloak. */
  @Test
  void usersOfAReadOnlyDirectoryGetThroughWithTheirOwn() throws Exception {
    try (Directory directory = new Directory(admin)) {
      Person person = directory.person();
      Entry before = directory.entry(person);
      assertThat(campus.records().requiredActions(person)).containsExactly(PLEDGE, KEY, ADDRESS);
      Person stopped;
      try (Visitor visitor = campus.visitor(Networks.HOME)) {
        Newcomer newcomer = at(StartPage.PATH, visitor, person).goOnTo(Place.PLEDGE);
        newcomer.step();
        assertThat(newcomer.place()).isEqualTo(Place.ADDRESS);
        stopped = newcomer.person();
      }
      try (Visitor visitor = campus.visitor(Networks.HOME)) {
        StartPage page = new StartPage(visitor.page());
        Newcomer newcomer = at(StartPage.PATH, visitor, stopped).goOnTo(Place.RESUME);
        page.no().click();
        newcomer.goOnTo(Place.PLEDGE);
        page.decline().click();
        assertThat(newcomer.place()).isEqualTo(Place.START);
        assertThat(page.error()).containsText("誓約されなかったため");
        newcomer.goOnTo(Place.COMPLETE);
        newcomer.hasEverything();
      }
      assertThat(directory.entry(person)).isEqualTo(before);
    }
  }

  private void bringsAnIntakeIn(Office office, String account, Path file) throws Exception {
    ObjectNode intake = example();
    user(intake, 0).withObject("/attributes").putArray("recoveryEmail").add("not an address");
    Files.writeString(file, intake.toString());
    assertThat(office.attempt("create partialImport", "").output()).contains("403");
    campus.users().grant(account, "manage-realm");
    office.type("create partialImport", "");
    String name = user(intake, 0).path("username").asText();
    assertThat(campus.records().requiredActions(person(name, "provisional-4711")))
        .isEqualTo(procedure());
    assertThat(office.type("length > 1", "").lines()).contains(name);
    office.type("create users", "");
    assertThat(campus.records().requiredActions(person("c26a0003", "provisional-1234")))
        .isEqualTo(procedure());
  }

  private void givesAnAddress(Office office) throws Exception {
    Person without = campus.people().studentWithoutAddress();
    Person with = campus.people().student();
    assertThat(office.type("missing=address", "").lines())
        .contains(without.id() + " " + without.username())
        .noneMatch(line -> line.contains(with.username()));
    office.type("recovery-address -r", "id=" + without.id());
    assertThat(campus.records().recoveryEmail(without)).hasValue("hanako@example.com");
    assertThat(users(without.username()).at("/0/lastName").asText()).isEqualTo("公立");
  }

  private void startsAWave(Office office) throws Exception {
    Person freshman = campus.people().freshman();
    Person without = campus.people().studentWithoutKey();
    Person with = campus.people().student();
    group("wave-1", freshman, without, with);
    assertThat(office.type("campus-otp/waves", "")).contains("\"people\" : 3", "\"have\" : 1");
    assertThat(campus.records().requiredActions(freshman)).isEqualTo(procedure());
    assertThat(campus.records().requiredActions(without)).containsExactly(KEY);
    assertThat(campus.records().requiredActions(with)).isEmpty();
    assertThat(office.type("missing=key", "").lines())
        .contains(freshman.username(), without.username())
        .doesNotContain(with.username());
  }

  /** The file of the administrators' document, for people who are not there yet. */
  private static ObjectNode example() throws IOException {
    Matcher example = EXAMPLE.matcher(Files.readString(Office.DOCUMENT));
    assertThat(example.find()).isTrue();
    ObjectNode file = (ObjectNode) JSON.readTree(example.group(1));
    file.path("users").forEach(user -> ((ObjectNode) user).put("username", newName()));
    return file;
  }

  private static ObjectNode user(ObjectNode file, int index) {
    return (ObjectNode) file.path("users").path(index);
  }

  private static String newName() {
    return "i" + UUID.randomUUID().toString().substring(0, 8);
  }

  /** Imports the file; the people whom it names. */
  private List<Person> bringIn(ObjectNode file) {
    admin.call("POST", REALM + "/partialImport", file);
    List<Person> people = new ArrayList<>();
    for (JsonNode user : file.path("users")) {
      String username = user.path("username").asText();
      people.add(person(username, user.at("/credentials/0/value").asText()));
    }
    return people;
  }

  /** Somebody whom an administrator creates, with all that Keycloak adds of its own. */
  private Person created(boolean provisional) {
    String username = newName();
    String password = "pw-" + username + "-long";
    admin.call(
        "POST",
        REALM + "/users",
        Map.of(
            "username",
            username,
            "enabled",
            true,
            "email",
            username + "@example.ac.jp",
            "firstName",
            "太郎",
            "lastName",
            "公立",
            "credentials",
            List.of(Map.of("type", "password", "value", password, "temporary", provisional))));
    return person(username, password);
  }

  private Person person(String username, String password) {
    String id = users(username).path(0).path("id").asText();
    return new Person(id, username, password, null, null);
  }

  private JsonNode users(String username) {
    return admin.get(REALM + "/users?exact=true&username=" + username);
  }

  private List<String> roles(Person person) {
    return admin
        .get(REALM + "/users/" + person.id() + "/role-mappings/realm")
        .findValuesAsText("name");
  }

  private String group(String name, Person... members) {
    String location =
        admin
            .call("POST", REALM + "/groups", Map.of("name", name))
            .headers()
            .firstValue("Location")
            .orElseThrow();
    String group = location.substring(location.lastIndexOf('/') + 1);
    for (Person member : members) {
      admin.call("PUT", REALM + "/users/" + member.id() + "/groups/" + group, null);
    }
    return group;
  }

  /** The loop of the administrators' document. */
  private void demandKey(String group) {
    for (JsonNode member : admin.get(REALM + "/groups/" + group + "/members?max=1000")) {
      if (!member.path("totp").asBoolean()) {
        ObjectNode actions = JSON.createObjectNode();
        actions
            .putArray("requiredActions")
            .addAll((ArrayNode) member.path("requiredActions"))
            .add(KEY);
        admin.call("PUT", REALM + "/users/" + member.path("id").asText(), actions);
      }
    }
  }

  private static List<String> procedure() {
    return List.of(PLEDGE, PASSWORD, KEY, ADDRESS);
  }

  private Newcomer at(String path, Visitor visitor, Person person) {
    visitor.open(path);
    return new Newcomer(campus, visitor.page(), person);
  }
}
