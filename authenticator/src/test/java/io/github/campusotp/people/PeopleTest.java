package io.github.campusotp.people;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.campusotp.fake.Fake;
import io.github.campusotp.fake.FakeKeycloak;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.models.GroupModel;
import org.keycloak.models.RoleModel;

class PeopleTest {
  private final FakeKeycloak keycloak = new FakeKeycloak();
  private final PeopleDatabase database = new PeopleDatabase(keycloak.realm().model().getId());
  private People people;

  @BeforeEach
  void connect() {
    keycloak.provide(JpaConnectionProvider.class, database.connection());
    people = new People(keycloak.session(), keycloak.realm().model());
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void whatIsSetUpIsShownAndTheAddressMasked() {
    database
        .user("hanako")
        .named("公立", "花子")
        .with("password", 1000L)
        .with("otp", 2000L)
        .with("otp", 3000L)
        .with("webauthn-passwordless", null)
        .with("of-another-extension", 9000L)
        .reachable("hanako@example.net")
        .attribute("secondEmail", "other@example.net")
        .owes("UPDATE_PASSWORD")
        .owes("CONFIGURE_TOTP");
    assertThat(people.withId("id-of-hanako"))
        .hasValue(
            new Person(
                "id-of-hanako",
                "hanako",
                "花子",
                "公立",
                true,
                null,
                Map.of("password", 1000L, "key", 3000L, "passkey", 0L),
                null,
                "ha•••@example.net",
                List.of("CONFIGURE_TOTP", "UPDATE_PASSWORD"),
                List.of(),
                null));
    assertThat(people.withId("id-of-nobody")).isEmpty();
  }

  @Test
  void ofSeveralAddressesNoneIsShown() {
    database.user("hanako").reachable("a@example.net").reachable("b@example.net");
    assertThat(people.withId("id-of-hanako").orElseThrow().address()).isNull();
  }

  /** As people type it: both names at once, or in full width. */
  @ParameterizedTest
  @CsvSource({"佐藤教子", "教子 佐藤", "ｃ23Ａ0001", "C23A", "佐藤　教子"})
  void aPersonIsFoundHoweverTheNameIsTyped(String typed) {
    database.user("c23a0001").named("佐藤", "教子");
    database.user("c23b0002").named("佐藤", "次郎");
    PersonFilter filter =
        new PersonFilter(Optional.of(typed), Optional.empty(), Optional.empty(), Optional.empty());
    assertThat(names(filter)).containsExactly("c23a0001");
    assertThat(people.count(filter)).isEqualTo(1);
    assertThat(people.count(PersonFilter.ALL)).isEqualTo(2);
  }

  @Test
  void peopleOfOtherRealmsAndServiceAccountsAreNone() {
    database.user("hanako");
    database.user("stranger").in("another-realm");
    database.user("service-account-office").of("id-of-office");
    assertThat(names(PersonFilter.ALL)).containsExactly("hanako");
    assertThat(people.withId("id-of-stranger")).isEmpty();
    assertThat(people.report(GroupedBy.REALM)).containsExactly(new Counts("omu", 1, 0, 0, 1, 0, 0));
  }

  @ParameterizedTest
  @CsvSource({
    "anak, hanako",
    "HANA, hanako",
    "山, jiro taro",
    "次, jiro",
    "Smith, jane",
    "smi, jane",
    "山田 太郎, taro",
    "山田　次, jiro",
    "Jane Smith, jane",
    "山田 花子, ",
    "_, ",
    "%, percent%",
    "!, bang!",
  })
  void areFoundByAnyPartOfAName(String search, String found) {
    database.user("hanako").named("公立", "花子");
    database.user("taro").named("山田", "太郎");
    database.user("jiro").named("山田", "次郎");
    database.user("jane").named("Smith", "Jane");
    database.user("percent%");
    database.user("bang!");
    assertThat(names(filter(search, null, null, null)))
        .isEqualTo(found == null ? List.of() : List.of(found.split(" ")));
  }

  @Test
  void areFoundByWhatIsMissingAndByGroupAndRole() {
    database.user("both").with("otp", 1L).reachable("both@example.net").member("law");
    database.user("key").with("otp", 1L).with("password", 1L).member("law").role("staff");
    database.user("address").reachable("address@example.net").role("staff");
    database.user("neither").with("password", 1L).attribute("recoveryEmail", "").member("arts");
    assertThat(names(filter(null, SetUp.KEY, null, null))).containsExactly("address", "neither");
    assertThat(names(filter(null, SetUp.ADDRESS, null, null))).containsExactly("key", "neither");
    assertThat(names(filter(null, null, "law", null))).containsExactly("both", "key");
    assertThat(names(filter(null, null, null, "staff"))).containsExactly("address", "key");
    assertThat(names(filter("e", SetUp.ADDRESS, "law", "staff"))).containsExactly("key");
    assertThat(people.withKeyAndNoAddress()).isEqualTo(1);
  }

  @Test
  void comePageByPage() {
    for (String name : List.of("c", "a", "d", "b")) {
      database.user(name);
    }
    assertThat(people.page(PersonFilter.ALL, 0, 2).map(Person::username)).containsExactly("a", "b");
    assertThat(people.page(PersonFilter.ALL, 1, 2).map(Person::username)).containsExactly("b", "c");
    assertThat(people.page(PersonFilter.ALL, 4, 2)).isEmpty();
  }

  @Test
  void areCountedByGroupRoleAndDirectory() {
    keycloak.realm().federate("ldap", Map.of());
    database.user("both").with("otp", 1L).with("otp", 2L).reachable("b@example.net").member("law");
    database.user("key").with("otp", 1L).from("ldap").member("law").member("arts");
    database.user("address").reachable("a@example.net").from("ldap");
    database
        .user("neither")
        .with("campus-backup-codes", 1L)
        .with("webauthn-passwordless", 1L)
        .with("webauthn-passwordless", 2L)
        .member("arts");
    assertThat(people.report(GroupedBy.REALM)).containsExactly(new Counts("omu", 4, 2, 2, 1, 1, 1));
    assertThat(people.report(GroupedBy.FEDERATION))
        .containsExactly(new Counts("", 2, 1, 1, 1, 1, 1), new Counts("ldap", 2, 1, 1, 0, 0, 0));
    assertThat(
            new PeopleTable(keycloak.session(), keycloak.realm().model()).counts(GroupedBy.GROUP))
        .containsExactlyInAnyOrder(
            new Object[] {"law", 2L, 2L, 1L, 0L, 0L, 0L},
            new Object[] {"arts", 2L, 1L, 0L, 1L, 1L, 1L});
  }

  @Test
  void areWrittenAsCsvThatNoSpreadsheetRuns() throws IOException {
    database
        .user("hanako")
        .named("=HYPERLINK(\"x\")", "花子, the first")
        .with("otp", 1_000L)
        .reachable("hanako@example.net");
    database.user("taro");
    assertThat(csv(PersonFilter.ALL))
        .isEqualTo(
            """
            "id","username","firstName","lastName","enabled","federation",\
            "password","key","passkey","backupCodes","address"
            "id-of-hanako","hanako","花子, the first","'=HYPERLINK(""x"")","true","",\
            "","1970-01-01T00:00:01Z","","","ha•••@example.net"
            "id-of-taro","taro","","","true","","","","","",""
            """
                .replace("\n", "\r\n"));
    assertThat(csv(filter(null, SetUp.KEY, null, null)).lines()).hasSize(2);
  }

  /** Of the people of a batch that is full, the next one begins after the last. */
  @Test
  void areWrittenToTheLastOne() throws IOException {
    for (int number = 0; number < 2000; number++) {
      database.user("c%04d".formatted(number));
    }
    assertThat(csv(PersonFilter.ALL).lines().map(line -> line.split(",")[1]).distinct())
        .hasSize(2001);
  }

  private String csv(PersonFilter filter) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    people.write(filter, out);
    return out.toString(StandardCharsets.UTF_8);
  }

  private List<String> names(PersonFilter filter) {
    return people.page(filter, 0, 100).map(Person::username).toList();
  }

  private static PersonFilter filter(String search, SetUp missing, String group, String role) {
    return new PersonFilter(
        Optional.ofNullable(search),
        Optional.ofNullable(missing),
        Optional.ofNullable(group).map(id -> Fake.of(GroupModel.class, new WithId(id))),
        Optional.ofNullable(role).map(id -> Fake.of(RoleModel.class, new WithId(id))));
  }

  private record WithId(String id) {
    String getId() {
      return id;
    }
  }
}
