package io.github.campusotp.e2e.story;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.github.campusotp.e2e.Networks;
import io.github.campusotp.e2e.Person;
import io.github.campusotp.e2e.Secrets;
import io.github.campusotp.e2e.page.Authenticator;
import io.github.campusotp.e2e.page.Look;
import io.github.campusotp.e2e.page.OfficePage;
import io.github.campusotp.e2e.page.OtpPage;
import io.github.campusotp.e2e.page.PayrollPage;
import io.github.campusotp.e2e.page.SignOnPage;
import io.github.campusotp.e2e.server.BrokenMailServer;
import io.github.campusotp.e2e.server.BrokenMailServer.Fault;
import io.github.campusotp.e2e.server.Campus;
import io.github.campusotp.e2e.server.HttpSignOn;
import io.github.campusotp.e2e.server.HttpSignOn.Answer;
import io.github.campusotp.e2e.server.Setting;
import io.github.campusotp.e2e.server.Visitor;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the office's page shows of a person, and what the help desk does, by what it hears. */
@ExtendWith(Campus.Resolver.class)
class HelpDeskIT {
  private static final String AT_HOME = "X-Forwarded-For: " + Networks.HOME;

  private final Campus campus;

  HelpDeskIT(Campus campus) {
    this.campus = campus;
  }

  private OfficePage desk(Visitor visitor) {
    return OfficePageIT.office(campus, visitor, OfficePageIT.HELP_DESK);
  }

  private static Locator signOns(Visitor visitor) {
    return visitor.page().locator("[aria-label=最近のログイン]");
  }

  /** A row of docs/help-desk.md each: why can this person not get in? */
  @Test
  @Heard("\"I cannot get in\"")
  void whyAPersonCannotGetInIsSaidAtOnce() throws Exception {
    try (Visitor visitor = campus.visitor(Networks.OMUNET)) {
      OfficePage office = desk(visitor);
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
        assertThat(signOns(visitor)).containsText("パスワードかワンタイムパスワードの間違い");
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

  /**
   * The rows about mistakes: with a limit of one, and two in what Keycloak takes for one moment.
   */
  @ParameterizedTest
  @CsvSource({
    "campus-otp-setup, wrongCodesPerKey, otp, 30日間のワンタイムパスワードの間違いが上限",
    "campus-otp-setup, wrongCodesPerKey, backup, 30日間のバックアップコードの間違いが上限",
    "campus-recovery-address, mailsPerHour, mail, 1時間に送れる確認コードのメールが上限",
    "campus-recovery-address, wrongCodesPerHour, mail, 確認コードの間違いが続いたため",
    "campus-recovery-address, wrongCodesPerMonth, mail, 30日間の確認コードの間違いが上限",
    ", quickLoginCheckMilliSeconds, twice, パスワードの間違いが続いたため",
  })
  @Heard({
    "\"The one-time password is always wrong\"",
    "The same of backup codes",
    "\"My backup code is not accepted\"",
    "\"No code is accepted for a while\"",
    "The same, for days",
    "\"My password is not taken for a minute\", after wrong one-time passwords"
  })
  void whatTooManyMistakesLeadToIsSaid(String action, String limit, String what, String said)
      throws Exception {
    Person person = campus.people().student();
    try (Visitor visitor = campus.visitor(Networks.OMUNET);
        Setting one =
            action == null
                ? campus.settings().realm(limit, 60_000)
                : campus.settings().action(action, limit, "1")) {
      mistake(person, what);
      OfficePage office = desk(visitor).find(person);
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
        browser.password(person, campus.portalCallback(), AT_HOME);
        browser.submit(Map.of("otp", person.wrongCode()), AT_HOME);
        browser.submit(Map.of("otp", person.wrongCode()), AT_HOME);
      }
    }
  }

  /** "No mail comes", "it asks for the pledge again", "who changed it?" */
  @Test
  @Heard("\"It asks for the pledge again\"")
  void mailsChangesAndWhatIsOwedAreShown() throws Exception {
    Person person = campus.people().student();
    HttpSignOn browser = new HttpSignOn(campus.node()).wish("campus-otp-show");
    browser.password(person, campus.portalCallback(), AT_HOME);
    browser.submit(Map.of("otp", person.code()), AT_HOME);
    campus.users().require(person, "TERMS_AND_CONDITIONS");
    try (Visitor visitor = campus.visitor(Networks.OMUNET)) {
      desk(visitor).find(person);
      assertThat(visitor.page().locator("dl")).containsText("次のログインで求めること");
      assertThat(visitor.page().locator("dl")).containsText("誓約");
      Locator changes = visitor.page().locator("[aria-label=メールと設定の変更]");
      assertThat(changes).containsText("確認コードのメールを送信");
      assertThat(changes).containsText("メールサーバーが受け付け");
      assertThat(changes).containsText(Networks.HOME);
    }
  }

  @Test
  @Heard({"\"My phone is at home\", at an exam, too", "\"My pass is not accepted\""})
  void aPersonWithoutPhoneAndMailboxIsGivenAPass() throws Exception {
    Person person = campus.people().student();
    try (Visitor visitor = campus.visitor(Networks.OMUNET)) {
      OfficePage office = desk(visitor).find(person);
      office.button("臨時番号を渡す").click();
      office.dialog().locator("button.primary").click();
      assertThat(office.dialog()).hasCount(1); // a reason is needed
      office.dialog().locator("[name=uses]").fill("2");
      office.agree("showed the student card");
      String pass = visitor.page().locator("#pass").textContent();
      assertThat(pass).matches("[0-9]{10}");
      Secrets.SEEN.password(pass);
      assertThat(office.dialog()).containsText("黄色い画面に、この番号を");
      office.close();
      assertThat(office.why()).containsText("臨時番号が有効です");
      assertThat(visitor.page().locator("table").last()).containsText("showed the student card");
      assertThat(visitor.page().locator("table").last()).containsText("臨時番号を渡した（2 回まで）");

      HttpSignOn browser = new HttpSignOn(campus.node());
      browser.password(person, campus.portalCallback(), AT_HOME);
      assertThat(browser.submit(Map.of("otp", pass), AT_HOME).isIn()).isTrue();
      visitor.page().reload();
      assertThat(signOns(visitor)).containsText("臨時番号で成功");
      assertThat(office.why()).containsText("残り 1 回");
      office.button("臨時番号を取り消す").click();
      office.agree("found the phone").close();
      assertThat(office.why()).not().containsText("臨時番号が有効です");
      assertThat(visitor.page().locator("table").last()).containsText("臨時番号を取り消した");
    }
  }

  /** A user who lost the bag lost the sheet and the security key with it. */
  @Test
  @Heard({
    "\"My phone is lost, and I cannot read that mailbox either\"",
    "\"I have lost the sheet with backup codes\"",
    "\"My device with the passkey, or my security key, is lost\"",
    "\"A mail says that a passkey was registered, and I registered none\""
  })
  void whatStandsBesideTheKeyIsShownAndTakenAway() throws Exception {
    Person person = campus.people().student();
    Enrolment.backupCodes(campus, person);
    try (Visitor owner = campus.visitor(Networks.OMUNET);
        Visitor visitor = campus.visitor(Networks.OMUNET)) {
      Authenticator.securityKey(owner.page());
      Enrolment.passkey(campus, owner, person, "key ring");

      OfficePage office = desk(visitor).find(person);
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
  @Heard("\"My phone is lost\"")
  void aLostKeyIsTakenAway() {
    Person person = campus.people().student();
    try (Visitor visitor = campus.visitor(Networks.OMUNET)) {
      OfficePage office = desk(visitor).find(person);
      office.button("盗まれたキーを無効にする").click();
      office.agree("phone stolen").close();
      assertThat(office.why()).containsText("ワンタイムパスワードが未設定です");
    }
    assertThat(campus.records().credentialIds(person, "otp")).isEmpty();
  }

  @Test
  @Heard("\"I am on campus, and it asks for a one-time password\"")
  void whyAUserWasAskedStandsBesideTheSignOn() {
    Person person = campus.people().student();
    try (Visitor owner = campus.visitor(Networks.OMUNET);
        Visitor visitor = campus.visitor(Networks.OMUNET)) {
      owner.open("/payroll/login");
      new SignOnPage(owner.page()).signOn(person);
      new OtpPage(owner.page()).enter(person.code());
      new PayrollPage(owner.page()).isSignedOn(person);

      OfficePage office = desk(visitor).find(person);
      assertThat(signOns(visitor)).containsText("OMUNET-1X");
      assertThat(signOns(visitor)).containsText("求められた理由: サービス: minimum " + PayrollIT.MFA);
      office.open("decision");
      visitor.page().locator("[name=address]").fill(Networks.OMUNET);
      visitor.page().locator("[name=person]").fill(person.username());
      visitor.page().locator("[name=client]").fill("payroll");
      visitor.page().locator("main form button").click();
      assertThat(visitor.page().locator("#what-if-answer"))
          .containsText("学内（OMUNET-1X）と判定されますが、ワンタイムパスワードも必要です");
    }
  }

  @Test
  @Heard({
    "\"My passkey is not accepted\"",
    "\"A service says that it needs a passkey\"",
  })
  void aPasskeyThatWasNeededAndNotGiven() {
    Person person = campus.people().student();
    try (Visitor owner = campus.visitor(Networks.OMUNET);
        Visitor visitor = campus.visitor(Networks.OMUNET);
        Setting names =
            campus.clients().attribute("payroll", "acr.loa.map", PasskeyLevelIT.LEVELS);
        Setting minimum =
            campus.clients().attribute("payroll", "minimum.acr.value", PasskeyLevelIT.LEVEL_3)) {
      Page page = owner.page();
      page.addInitScript(Authenticator.BY_HAND);
      Authenticator.device(page);
      Enrolment.passkey(campus, owner, person, "laptop");
      owner.forget();
      owner.open("/payroll/login");
      new SignOnPage(page).signOn(person);
      page.locator("#use-passkey").click();
      new PayrollPage(page).isSignedOn(person, PasskeyLevelIT.LEVEL_3);
      OfficePage office = desk(visitor).find(person);
      assertThat(signOns(visitor)).containsText("パスキーで成功");
      assertThat(signOns(visitor)).containsText("サービス: minimum " + PasskeyLevelIT.LEVEL_3);

      page.addInitScript(PasskeyIT.REFUSED);
      owner.open("/payroll/login?prompt=login");
      new SignOnPage(page).signOn(person);
      page.locator("#use-passkey").click();
      assertThat(new OtpPage(page).error()).isVisible();
      office.find(person);
      assertThat(signOns(visitor).locator("tbody tr").first()).containsText("失敗（本人が中止）");
    }
  }

  @Test
  @Heard("\"A mail says that a backup code was used, and I used none\"")
  void aStolenSheetShowsAndItsSessionEnds() throws Exception {
    Person person = campus.people().student();
    String code = Enrolment.backupCodes(campus, person).get(0);
    HttpSignOn thief = new HttpSignOn(campus.node());
    thief.password(person, campus.portalCallback(), AT_HOME);
    thief.submit(Map.of("otp", code), AT_HOME);
    assertThat(thief.submit(Map.of("confirm", "done"), AT_HOME).isIn()).isTrue();
    try (Visitor visitor = campus.visitor(Networks.OMUNET)) {
      OfficePage office = desk(visitor).find(person);
      Locator stolen = signOns(visitor).locator("tbody tr").first();
      assertThat(stolen).containsText("バックアップコードで成功");
      assertThat(stolen).containsText(Networks.HOME);
      office.button("バックアップコードを無効にする").click();
      office.agree("used by another person").close();
    }
    assertThat(thief.password(person, campus.portalCallback(), AT_HOME))
        .as("that session is over")
        .matches(Answer::isYellowPage);
  }

  @Test
  @Heard("\"The provisional password does not do\"")
  void whoNeverChoseAPasswordAndHasAKey() {
    Person person = campus.people().student();
    campus.users().require(person, "UPDATE_PASSWORD");
    try (Visitor visitor = campus.visitor(Networks.OMUNET)) {
      OfficePage office = desk(visitor).find(person);
      assertThat(visitor.page().locator("dl")).containsText("新しいパスワード");
      office.button("盗まれたキーを無効にする").click();
      office.agree("never had a phone, showed the student card").close();
      assertThat(visitor.page().locator("dt:text-is('ワンタイムパスワード') + dd")).hasText("未設定");
    }
  }

  @Test
  @Heard("\"My password or key has been changed since the sign-on began\"")
  void whatWasChangedMeanwhile() throws Exception {
    Person person = campus.people().student();
    HttpSignOn browser = new HttpSignOn(campus.node());
    browser.password(person, campus.portalCallback(), AT_HOME);
    campus.users().setPassword(person, "changed-" + person.username());
    assertThat(browser.submit(Map.of("otp", person.code()), AT_HOME).isIn()).isFalse();
    try (Visitor visitor = campus.visitor(Networks.OMUNET)) {
      desk(visitor).find(person);
      assertThat(signOns(visitor).locator("tbody tr").first()).containsText("または途中での変更）");
      assertThat(visitor.page().locator("dt:text-is('パスワード') + dd")).containsText("から");
    }
  }

  @Test
  @Heard("\"No mail comes\"")
  void aMailThatNoServerTook() throws Exception {
    Person person = campus.people().student();
    try (BrokenMailServer broken = new BrokenMailServer(Fault.REFUSING);
        Setting away = campus.settings().mailServer(broken.port())) {
      new HttpSignOn(campus.node())
          .wish("campus-otp-show")
          .password(person, campus.portalCallback(), "X-Forwarded-For: " + Networks.OMUNET);
    }
    try (Visitor visitor = campus.visitor(Networks.OMUNET)) {
      desk(visitor).find(person);
      assertThat(visitor.page().locator("dl")).containsText("•••@example.net");
      assertThat(visitor.page().locator("[aria-label=メールと設定の変更]"))
          .containsText("失敗（メールサーバーが受け付けない）");
    }
  }
}
