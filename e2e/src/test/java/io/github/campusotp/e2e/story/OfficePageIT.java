package io.github.campusotp.e2e.story;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.github.campusotp.e2e.server.KeycloakAdmin.REALM;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.github.campusotp.e2e.Networks;
import io.github.campusotp.e2e.Person;
import io.github.campusotp.e2e.Secrets;
import io.github.campusotp.e2e.page.Look;
import io.github.campusotp.e2e.page.OfficePage;
import io.github.campusotp.e2e.page.SignOnPage;
import io.github.campusotp.e2e.server.Campus;
import io.github.campusotp.e2e.server.Setting;
import io.github.campusotp.e2e.server.Visitor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The views of the office's page, and what administrators do there. */
@ExtendWith(Campus.Resolver.class)
class OfficePageIT {
  static final String HELP_DESK = "campus-help-desk";
  private static final String ADMINISTRATOR = "campus-administrator";

  private final Campus campus;

  OfficePageIT(Campus campus) {
    this.campus = campus;
  }

  private OfficePage office(Visitor visitor, String role) {
    return office(campus, visitor, role);
  }

  /** Opens it for somebody with that role. */
  static OfficePage office(Campus campus, Visitor visitor, String role) {
    visitor.open(OfficePage.PATH);
    return new OfficePage(visitor.page()).signOn(campus.people().staff(role));
  }

  private Visitor visitor(String locale, ColorScheme scheme) {
    return campus.visitor(
        Networks.OMUNET, new NewContextOptions().setLocale(locale).setColorScheme(scheme));
  }

  private Visitor visitor() {
    return visitor("ja", ColorScheme.LIGHT);
  }

  @Test
  void aFindingHasItsCureAndLeadsToItsPlaceInTheConsole() throws Exception {
    try (Setting off = campus.settings().realm("eventsEnabled", false);
        Visitor visitor = visitor()) {
      office(visitor, ADMINISTRATOR).open("findings");
      Locator finding = visitor.page().locator("#events-off");
      assertThat(finding).containsText("対処");
      assertThat(finding.locator("a"))
          .hasAttribute(
              "href", java.util.regex.Pattern.compile(".*/admin/omu/console/#/omu/realm-settings"));
    }
  }

  /** What the API refuses is said where it was typed, and what was typed stays. */
  @Test
  void anAddressThatMayNotBeIsRefusedInPlace() {
    Person person = campus.people().student();
    try (Visitor visitor = visitor()) {
      OfficePage office = office(visitor, ADMINISTRATOR).find(person);
      office.button("パスワード再発行用メールアドレスを設定").click();
      office.dialog().locator("[name=address]").fill("me@omu.ac.jp");
      office.agree("lost the mailbox");
      assertThat(office.dialog().locator("[role=alert]")).containsText("omu.ac.jp のアドレスは登録できません");
      office.dialog().locator("[name=address]").fill("new-" + person.recoveryEmail());
      office.dialog().locator("button.primary").click();
      office.close();
    }
    assertThat(campus.records().recoveryEmail(person)).hasValue("new-" + person.recoveryEmail());
  }

  @Test
  void whereAmIAndWhatIf() {
    try (Visitor visitor = visitor()) {
      Page page = visitor.page();
      OfficePage office = office(visitor, HELP_DESK).open("decision");
      assertThat(page.locator("#where-am-i")).containsText("学内（");
      assertThat(page.locator("#where-am-i")).containsText("サーバーから見たあなたのアドレス: " + Networks.OMUNET);
      page.locator("[name=address]").fill(Networks.HOME);
      page.locator("main form button").click();
      assertThat(page.locator("#what-if-answer")).containsText("学外と判定されます");
      page.locator("[name=address]").fill("not an address");
      page.locator("main form button").click();
      assertThat(page.locator("[role=alert]")).containsText("IPv4またはIPv6のアドレスを、1つだけ");
      assertThat(office.views()).hasCount(2);
      page.getByText("English").click();
      assertThat(page.locator("h1")).hasText("Decision");
      page.getByText("日本語").click();
      assertThat(page.locator("h1")).hasText("判定");
    }
  }

  @Test
  void aListIsCheckedComparedAndSaved() throws Exception {
    String before = campus.admin().get(REALM + "/campus-otp/networks").path("networks").asText();
    try (Visitor visitor = visitor()) {
      Page page = visitor.page();
      OfficePage office = office(visitor, ADMINISTRATOR).open("networks");
      assertThat(page.locator("#field-networks")).hasValue(before);
      page.locator("#field-candidate").fill(before + "\nlibrary = 192.0.2.0/33");
      office.button("間違いを調べる").click();
      assertThat(page.locator("#networks-answer [role=alert]")).containsText("192.0.2.0/33");
      assertThat(page.locator(".numbers .wrong")).hasCount(1);
      office.button("保存").click();
      office.agree("a new building");
      assertThat(office.dialog().locator("[role=alert]")).containsText("candidateNetworks");
      office.dialog().getByText("やめる").click();

      page.locator("#field-candidate").fill(before + "\nlibrary = 192.0.2.0/24");
      office.button("過去と比べる").click();
      assertThat(page.locator("#networks-answer")).containsText("「試しているリスト」の欄のリストでは");
      office.button("保存").click();
      office.agree("a new building").close();
      assertThat(page.locator("#networks-answer")).containsText("間違いはありません");
      page.locator("#field-candidate").fill("");
      office.button("保存").click();
      office.agree("done").close();
    } finally {
      assertThat(campus.admin().get(REALM + "/campus-otp/networks").path("networks").asText())
          .isEqualTo(before);
    }
  }

  @Test
  void nobodySavesOverAnothersList() throws Exception {
    try (Visitor visitor = visitor()) {
      OfficePage office = office(visitor, ADMINISTRATOR).open("networks");
      String before = visitor.page().locator("#field-networks").inputValue();
      try (Setting others =
          campus.settings().action("campus-policy", "candidateNetworks", "other = 192.0.2.0/24")) {
        visitor.page().locator("#field-candidate").fill("mine = 198.51.100.0/24");
        office.button("保存").click();
        office.agree("mine");
        assertThat(office.dialog().locator("[role=alert]")).containsText("ほかの管理者が先に変更しました");
        visitor.page().reload();
        assertThat(visitor.page().locator("#field-candidate")).hasValue("mine = 198.51.100.0/24");
        assertThat(visitor.page().locator("main")).containsText("いまのリストに取り込み直して");
        office.button("保存").click();
        office.agree("mine, once more");
        assertThat(office.dialog().locator("[role=alert]")).containsText("ほかの管理者が先に変更しました");
        office.dialog().getByText("やめる").click();
        office.button("変更を捨てる").click();
        assertThat(visitor.page().locator("#field-candidate")).hasValue("other = 192.0.2.0/24");
      }
      assertThat(visitor.page().locator("#field-networks")).hasValue(before);
    }
  }

  @Test
  void progressIsCountedAndAWaveBegun() throws Exception {
    String group = "page-" + UUID.randomUUID().toString().substring(0, 8);
    String id = campus.people().group(group);
    Person left = campus.people().studentWithoutKey();
    List.of(campus.people().student(), left).forEach(one -> campus.users().join(one, id));
    try (Visitor visitor = visitor()) {
      Page page = visitor.page();
      OfficePage office = office(visitor, ADMINISTRATOR).open("progress");
      assertThat(page.locator("#bars")).containsText("/" + group);
      assertThat(page.locator(".bar", new Page.LocatorOptions().setHasText(group)))
          .containsText("1 / 2 (50 %)");
      assertThat(page.locator("svg polyline"))
          .hasAttribute("points", java.util.regex.Pattern.compile("(\\S+,\\S+ ?){12}"));
      Download csv = page.waitForDownload(() -> office.button("一覧をダウンロード（CSV）").click());
      assertThat(Files.readString(csv.path())).contains(left.username());

      office.button("設定を求める").click();
      office.dialog().locator("[name=group]").fill("/" + group);
      office.dialog().locator("button.primary").click();
      assertThat(page.locator("#wave-count")).containsText("対象 2 人のうち、1 人は設定済みです。残りの 1 人に");
      office.dialog().getByText("設定を求める").last().click();
      office.agree("spring");
      assertThat(office.dialog().last()).containsText("1 人に、次のログインで設定を求めます");
    }
    assertThat(campus.records().requiredActions(left)).containsExactly("campus-otp-setup");
  }

  /** From the system before this one: looked at first, and then taken. */
  @Test
  void keysFromElsewhereAreImported(@TempDir Path folder) throws Exception {
    Person person = campus.people().studentWithoutKey();
    String secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
    Path file = folder.resolve("keys.csv");
    Files.writeString(
        file, person.username() + "," + secret + "\nnot-there," + secret + "\nalone\n");
    try (Visitor visitor = visitor()) {
      OfficePage office = office(visitor, ADMINISTRATOR).open("progress");
      office.button("キーを取り込む").click();
      office.dialog().locator("[type=file]").setInputFiles(file);
      office.dialog().locator("button.primary").click();
      Locator found = visitor.page().locator("#keys-found");
      assertThat(found).containsText("3 行のうち、追加 1、追加済み 0、できない行 2");
      assertThat(found).containsText("2 行目: このOMUIDの利用者はいません。");
      assertThat(found).containsText("3 行目: この行は読み取れません。");
      assertThat(campus.records().credentialIds(person, "otp")).isEmpty();
      found.getByText("キーを取り込む").click();
      office.agree("the old system ends");
      assertThat(office.dialog().last()).containsText("取り込みました。");
    }
    assertThat(campus.records().credentialIds(person, "otp")).hasSize(1);
  }

  @Test
  void whoHasNoRoleLearnsWhatToAskFor() {
    try (Visitor visitor = visitor()) {
      Person student = campus.people().student();
      visitor.open(OfficePage.PATH);
      new SignOnPage(visitor.page()).signOn(student.username(), student.password());
      new io.github.campusotp.e2e.page.OtpPage(visitor.page()).enter(student.code());
      assertThat(visitor.page().locator("[role=alert]")).containsText("campus-help-desk");
      assertThat(visitor.page().locator("nav")).hasCount(0);
    }
  }

  @ParameterizedTest
  @CsvSource({"ja, LIGHT", "en, DARK"})
  void itsViewsAreGood(String locale, ColorScheme scheme) throws Exception {
    Person person = campus.people().studentWithoutKey();
    try (Visitor visitor = visitor(locale, scheme)) {
      Look look = new Look(visitor.page(), locale, scheme);
      OfficePage office = office(visitor, ADMINISTRATOR);
      office.find(person);
      look.expectGood("OFFICE_PERSON");
      office.page().locator("main .buttons button").first().click();
      look.expectGood("OFFICE_ACT");
      office.agree("showed the student card");
      assertThat(office.page().locator("#pass")).isVisible();
      Secrets.SEEN.password(office.page().locator("#pass").textContent());
      look.expectGood("OFFICE_PASS");
      office.close();
      visitor.open(OfficePage.PATH + "#people?search=&missing=key");
      assertThat(office.page().locator("table")).isVisible();
      look.expectGood("OFFICE_PEOPLE");
      for (String view : List.of("decision", "networks", "progress", "findings")) {
        office.open(view);
        look.expectGood("OFFICE_" + view.toUpperCase());
      }
    }
  }
}
