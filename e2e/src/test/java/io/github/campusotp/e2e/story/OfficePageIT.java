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
import io.github.campusotp.e2e.page.Authenticator;
import io.github.campusotp.e2e.page.Look;
import io.github.campusotp.e2e.page.OfficePage;
import io.github.campusotp.e2e.page.SignOnPage;
import io.github.campusotp.e2e.server.Campus;
import io.github.campusotp.e2e.server.HttpSignOn;
import io.github.campusotp.e2e.server.Setting;
import io.github.campusotp.e2e.server.Visitor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The office's page: what a help desk sees and does there, and what administrators do besides. */
@ExtendWith(Campus.Resolver.class)
class OfficePageIT {
  private static final String HELP_DESK = "campus-help-desk";
  private static final String ADMINISTRATOR = "campus-administrator";
  private static final String AT_HOME = "X-Forwarded-For: " + Networks.HOME;

  private final Campus campus;

  OfficePageIT(Campus campus) {
    this.campus = campus;
  }

  private Person staff(String role) {
    Person person = campus.people().student();
    campus.users().grant(person.id(), role);
    return person;
  }

  private OfficePage office(Visitor visitor, Person staff) {
    visitor.open(OfficePage.PATH);
    return new OfficePage(visitor.page()).signOn(staff);
  }

  private Visitor visitor(String locale, ColorScheme scheme) {
    return campus.visitor(
        Networks.OMUNET, new NewContextOptions().setLocale(locale).setColorScheme(scheme));
  }

  private Visitor visitor() {
    return visitor("ja", ColorScheme.LIGHT);
  }

  /** A row of docs/help-desk.md each: why can this person not get in? */
  @Test
  void whyAPersonCannotGetInIsSaidAtOnce() throws Exception {
    try (Visitor visitor = visitor()) {
      OfficePage office = office(visitor, staff(HELP_DESK));
      office.find(campus.people().student());
      assertThat(office.why()).containsText("問題は見つかりません");
      office.find(campus.people().studentWithoutKey());
      assertThat(office.why()).containsText("ワンタイムパスワードが未設定です");
      office.find(campus.people().studentWithoutAddress());
      assertThat(office.why()).containsText("パスワード再発行用メールアドレスが未登録です");
      Person disabled = campus.people().student();
      campus.users().enable(disabled, false);
      office.find(disabled);
      assertThat(office.why()).containsText("このアカウントは無効です");

      Person locked = campus.people().student();
      try (Setting one = campus.settings().action("campus-otp-setup", "wrongCodesPerHour", "1")) {
        HttpSignOn browser = new HttpSignOn(campus.node());
        browser.password(locked, campus.portalCallback(), AT_HOME);
        browser.submit(Map.of("otp", locked.wrongCode()), AT_HOME);
        office.find(locked);
        assertThat(office.why()).containsText("ワンタイムパスワードの間違いが続いたため");
        assertThat(visitor.page().locator("table").first()).containsText("パスワードかワンタイムパスワードの間違い");
        office.button("受付停止を解除").click();
        office.agree("called, and knew the last sign-on").close();
        assertThat(office.why()).containsText("問題は見つかりません");
      }
      visitor.page().locator("nav a[href='#people']").click();
      visitor.page().locator("[name=search]").fill("nobody-is-called-so");
      visitor.page().locator("main form button").click();
      assertThat(visitor.page().locator("main")).containsText("該当する利用者はいません");
      visitor.page().locator("[name=search]").fill(locked.username());
      visitor.page().locator("[name=missing]").selectOption("key");
      visitor.page().locator("main form button").click();
      assertThat(visitor.page().locator("main")).containsText("の人の中には見つかりません");
      visitor.page().getByText("すべての人からさがす").click();
      assertThat(visitor.page().locator("h1")).containsText(locked.username());
    }
  }

  /** The rows about mistakes, with a limit of one each. */
  @ParameterizedTest
  @CsvSource({
    "campus-otp-setup, wrongCodesPerKey, otp, 30日間のワンタイムパスワードの間違いが上限",
    "campus-otp-setup, wrongCodesPerKey, backup, 30日間のバックアップコードの間違いが上限",
    "campus-recovery-address, mailsPerHour, mail, 1時間に送れる確認コードのメールが上限",
    "campus-recovery-address, wrongCodesPerHour, mail, 確認コードの間違いが続いたため",
    "campus-recovery-address, wrongCodesPerMonth, mail, 30日間の確認コードの間違いが上限",
    ", , password, パスワードの間違いが続いたため",
  })
  void whatTooManyMistakesLeadToIsSaid(String action, String limit, String what, String said)
      throws Exception {
    Person person = campus.people().student();
    try (Visitor visitor = visitor();
        Setting one = action == null ? () -> {} : campus.settings().action(action, limit, "1")) {
      mistake(person, what);
      OfficePage office = office(visitor, staff(HELP_DESK)).find(person);
      assertThat(office.why()).containsText(said);
    }
  }

  private void mistake(Person person, String what) throws Exception {
    HttpSignOn browser = new HttpSignOn(campus.node());
    switch (what) {
      case "otp" -> {
        browser.password(person, campus.portalCallback(), AT_HOME);
        browser.submit(Map.of("otp", person.wrongCode()), AT_HOME);
      }
      case "backup" -> {
        String code = Enrolment.backupCodes(campus, person).get(0);
        String wrong = code.substring(0, 7) + (char) ('0' + (code.charAt(7) - '0' + 1) % 10);
        browser.password(person, campus.portalCallback(), AT_HOME);
        browser.submit(Map.of("otp", wrong), AT_HOME);
      }
      case "mail" -> {
        browser.wish("campus-otp-show").password(person, campus.portalCallback(), AT_HOME);
        browser.submit(Map.of("otp", person.code()), AT_HOME);
        browser.submit(Map.of("code", "000000", "verify", "verify"), AT_HOME);
      }
      default -> {
        Person wrong = person.withPassword("not-the-password");
        browser.password(wrong, campus.portalCallback(), AT_HOME);
        browser.password(wrong, campus.portalCallback(), AT_HOME);
      }
    }
  }

  /** "No mail comes", "it asks for the pledge again", "who changed it?" */
  @Test
  void mailsChangesAndWhatIsOwedAreShown() throws Exception {
    Person person = campus.people().student();
    HttpSignOn browser = new HttpSignOn(campus.node()).wish("campus-otp-show");
    browser.password(person, campus.portalCallback(), AT_HOME);
    browser.submit(Map.of("otp", person.code()), AT_HOME);
    campus.users().require(person, "TERMS_AND_CONDITIONS");
    try (Visitor visitor = visitor()) {
      office(visitor, staff(HELP_DESK)).find(person);
      assertThat(visitor.page().locator("dl")).containsText("次のログインで求めること");
      assertThat(visitor.page().locator("dl")).containsText("誓約");
      Locator changes = visitor.page().locator("[aria-label=メールと設定の変更]");
      assertThat(changes).containsText("確認コードのメールを送信");
      assertThat(changes).containsText("メールサーバーが受け付け");
      assertThat(changes).containsText(Networks.HOME);
    }
  }

  @Test
  void aPersonWithoutPhoneAndMailboxIsGivenAPass() throws Exception {
    Person person = campus.people().student();
    try (Visitor visitor = visitor()) {
      OfficePage office = office(visitor, staff(HELP_DESK)).find(person);
      office.button("臨時番号を渡す").click();
      office.dialog().locator("button.primary").click();
      assertThat(office.dialog()).hasCount(1); // a reason is needed
      office.agree("showed the student card");
      String pass = visitor.page().locator("#pass").textContent();
      assertThat(pass).matches("[0-9]{10}");
      Secrets.SEEN.password(pass);
      assertThat(office.dialog()).containsText("黄色い画面に、この番号を");
      office.close();
      assertThat(office.why()).containsText("臨時番号が有効です");
      assertThat(visitor.page().locator("table").last()).containsText("showed the student card");
      assertThat(visitor.page().locator("table").last()).containsText("臨時番号を渡した（5 回まで）");

      HttpSignOn browser = new HttpSignOn(campus.node());
      browser.password(person, campus.portalCallback(), AT_HOME);
      assertThat(browser.submit(Map.of("otp", pass), AT_HOME).isIn()).isTrue();
      visitor.page().reload();
      assertThat(visitor.page().locator("table").first()).containsText("臨時番号で成功");
      office.button("臨時番号を取り消す").click();
      office.agree("found the phone").close();
      assertThat(office.why()).not().containsText("臨時番号が有効です");
      assertThat(visitor.page().locator("table").last()).containsText("臨時番号を取り消した");
    }
  }

  /** Whoever lost the bag lost the sheet and the security key with it. */
  @Test
  void whatStandsBesideTheKeyIsShownAndTakenAway() throws Exception {
    Person person = campus.people().student();
    Enrolment.backupCodes(campus, person);
    try (Visitor owner = campus.visitor(Networks.OMUNET);
        Visitor visitor = visitor()) {
      Authenticator.securityKey(owner.page());
      Enrolment.passkey(campus, owner, person, "key ring");

      OfficePage office = office(visitor, staff(HELP_DESK)).find(person);
      Locator facts = visitor.page().locator("dl");
      assertThat(facts).containsText("（残り 10 個）");
      assertThat(facts).containsText("パスキー");
      assertThat(visitor.page().locator("[aria-label=メールと設定の変更]")).containsText("パスキーの登録");
      new Look(visitor.page(), "ja", ColorScheme.LIGHT).expectGood("OFFICE_PERSON_FULL");
      for (String what : List.of("バックアップコードを無効にする", "パスキーを無効にする")) {
        office.button(what).click();
        office.agree("lost the bag").close();
        assertThat(office.button(what)).hasCount(0);
      }
      office.button("臨時番号を渡す").click();
      office.dialog().locator("[name=mayRegister]").check();
      office.agree("lost the mailbox, too");
      assertThat(office.dialog()).containsText("パスワード再発行用メールアドレスを変更する");
      Secrets.SEEN.password(visitor.page().locator("#pass").textContent());
      office.close();
      assertThat(office.why()).containsText("メールアドレスの変更も可");
    }
  }

  @Test
  void aLostKeyIsTakenAway() {
    Person person = campus.people().student();
    try (Visitor visitor = visitor()) {
      OfficePage office = office(visitor, staff(HELP_DESK)).find(person);
      office.button("盗まれたキーを無効にする").click();
      office.agree("phone stolen").close();
      assertThat(office.why()).containsText("ワンタイムパスワードが未設定です");
    }
    assertThat(campus.records().credentialIds(person, "otp")).isEmpty();
  }

  @Test
  void aFindingHasItsCureAndLeadsToItsPlaceInTheConsole() throws Exception {
    try (Setting off = campus.settings().realm("eventsEnabled", false);
        Visitor visitor = visitor()) {
      office(visitor, staff(ADMINISTRATOR)).open("findings");
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
      OfficePage office = office(visitor, staff(ADMINISTRATOR)).find(person);
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
      OfficePage office = office(visitor, staff(HELP_DESK)).open("decision");
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
      OfficePage office = office(visitor, staff(ADMINISTRATOR)).open("networks");
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
      OfficePage office = office(visitor, staff(ADMINISTRATOR)).open("networks");
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
      OfficePage office = office(visitor, staff(ADMINISTRATOR)).open("progress");
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
      OfficePage office = office(visitor, staff(ADMINISTRATOR)).open("progress");
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
      OfficePage office = office(visitor, staff(ADMINISTRATOR));
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
