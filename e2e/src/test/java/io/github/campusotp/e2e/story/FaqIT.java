package io.github.campusotp.e2e.story;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import io.github.campusotp.e2e.Networks;
import io.github.campusotp.e2e.Person;
import io.github.campusotp.e2e.page.CodePage;
import io.github.campusotp.e2e.page.ConfirmPage;
import io.github.campusotp.e2e.page.KeyPage;
import io.github.campusotp.e2e.page.ManagementPage;
import io.github.campusotp.e2e.page.MenuPage;
import io.github.campusotp.e2e.page.OtpPage;
import io.github.campusotp.e2e.page.PortalPage;
import io.github.campusotp.e2e.page.RefusedPage;
import io.github.campusotp.e2e.page.SignOnPage;
import io.github.campusotp.e2e.page.StartPage;
import io.github.campusotp.e2e.page.TestPage;
import io.github.campusotp.e2e.server.Campus;
import io.github.campusotp.e2e.server.Event;
import io.github.campusotp.e2e.server.Setting;
import io.github.campusotp.e2e.server.Visitor;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The questions of the university's manual, by their numbers: the pages themselves answer them. */
@ExtendWith(Campus.Resolver.class)
class FaqIT {
  private final Campus campus;

  FaqIT(Campus campus) {
    this.campus = campus;
  }

  private Enrolment at(Visitor visitor, String address, Person person) {
    return Enrolment.at(campus, visitor, address, person);
  }

  private List<String> keys(Person person) {
    return campus.records().credentialIds(person, "otp");
  }

  @Test
  void faq2AProvisionalPasswordIsRefusedAndThePageSaysWhy() {
    Person person = campus.people().studentWithoutKey();
    campus.users().require(person, "UPDATE_PASSWORD");
    try (Visitor visitor = campus.visitor(Networks.OMUNET)) {
      at(visitor, MenuPage.SETUP, person);
      ManagementPage page = new ManagementPage(visitor.page()).isShown();
      assertThat(page.error()).containsText("仮パスワードや有効期限の切れたパスワード");
      assertThat(page.error().locator("a")).hasAttribute("href", StartPage.PATH);
      assertThat(new CodePage(visitor.page()).destination()).hasCount(0);
    }
    assertThat(campus.mail().count(person.recoveryEmail())).isZero();
    assertThat(campus.records().sessions(person)).isEmpty();
    assertThat(campus.records().events(person, "LOGIN_ERROR"))
        .singleElement()
        .returns("provisional_password", Event::error)
        .returns("mfa-management", Event::client);
    assertThat(campus.records().failures(person)).as("the password was right").isZero();
  }

  /** The start procedure would send them on. */
  @Test
  void faq2UsersWithAKeyAreSentToAServiceWithIt() {
    Person person = campus.people().student();
    campus.users().require(person, "UPDATE_PASSWORD");
    try (Visitor visitor = campus.visitor(Networks.OMUNET)) {
      at(visitor, MenuPage.REISSUE, person);
      ManagementPage page = new ManagementPage(visitor.page()).isShown();
      assertThat(page.error()).containsText("ポータルなどのサービスにログインして");
    }
    assertThat(campus.records().sessions(person)).isEmpty();
  }

  @Test
  void faq3ThePageShowsWhereTheMailWentAndSendsItAgain() {
    Person person = campus.people().studentWithoutKey();
    try (Setting quick = campus.settings().action("campus-recovery-address", "resendWait", "1");
        Visitor visitor = campus.visitor(Networks.OMUNET)) {
      CodePage page = at(visitor, MenuPage.SETUP, person).codePage().isShown();
      assertThat(page.destination()).hasText(person.username().substring(0, 2) + "•••@example.net");
      assertThat(visitor.page().locator(".campus")).containsText("迷惑メールフォルダも確かめてください");
      assertThat(visitor.page().locator(".campus")).containsText("[OMU二要素認証]二要素認証の再設定のご案内");
      page.resend();
      assertThat(campus.mail().codes(person.recoveryEmail())).isEqualTo(2);
      page.enter(campus.mail().code(person.recoveryEmail()));
      new ConfirmPage(visitor.page()).isShown();
    }
  }

  @Test
  void faq4AWrongOrExpiredCodeIsNamedAndOneMayStartAgain() {
    Person person = campus.people().studentWithoutKey();
    try (Setting quick = campus.settings().action("campus-recovery-address", "resendWait", "1");
        Visitor visitor = campus.visitor(Networks.OMUNET)) {
      try (Setting brief =
          campus.settings().action("campus-recovery-address", "codeLifetime", "3")) {
        CodePage page = at(visitor, MenuPage.SETUP, person).codePage().isShown();
        String code = campus.mail().code(person.recoveryEmail());
        page.enter(code.equals("000000") ? "000001" : "000000");
        assertThat(page.error()).containsText("確認コードが違います");
        page.untilExpired();
        visitor.post(Map.of("code", code, "verify", "verify"));
        assertThat(page.error()).containsText("有効期限が切れました");
      }
      Enrolment again = at(visitor, MenuPage.SETUP, person);
      again.codePage().withCode();
      again.setUpKey(person);
      new KeyPage(visitor.page()).finish();
      new MenuPage(visitor.page()).isShown();
    }
    assertThat(keys(person)).hasSize(1);
  }

  @Test
  void faq5LeavingBeforeTheConfirmationMeansStartingAgain() {
    Person person = campus.people().studentWithoutKey();
    try (Visitor visitor = campus.visitor(Networks.OMUNET)) {
      at(visitor, MenuPage.SETUP, person).proveMailbox(person);
      ConfirmPage page = new ConfirmPage(visitor.page()).isShown();
      assertThat(page.text()).containsText("このページを閉じると、最初からやり直し");
    }
    assertThat(keys(person)).isEmpty();
    try (Visitor visitor = campus.visitor(Networks.OMUNET)) {
      Enrolment again = at(visitor, MenuPage.SETUP, person);
      again.codePage().isShown();
      assertThat(campus.mail().codes(person.recoveryEmail())).isEqualTo(2);
      again.setUpKey(person);
      new KeyPage(visitor.page()).finish();
      new MenuPage(visitor.page()).isShown();
    }
    assertThat(keys(person)).hasSize(1);
  }

  @Test
  void faq7TheKeyIsCopiedWithoutAnySpace() {
    Person person = campus.people().student();
    try (Visitor visitor = campus.visitor(Networks.OMUNET)) {
      at(visitor, MenuPage.SHOW, person).proveMailbox(person);
      Page page = visitor.page();
      KeyPage key = new KeyPage(page).isShown();
      assertThat(page.locator("#setup-key span")).hasCount(person.secret().length() / 4);
      assertThat(page.locator(".campus")).containsText("先頭に空白が入っていないか");

      page.locator("[data-copy]").click();
      assertThat(page.locator("#campus-copied")).hasText("コピーしました。");
      paste(key.firstCode());
      assertThat(key.firstCode()).hasValue(person.secret());

      page.evaluate("getSelection().selectAllChildren(document.getElementById('setup-key'))");
      page.keyboard().press("Control+C");
      paste(key.firstCode());
      assertThat(key.firstCode()).hasValue(person.secret());
    }
  }

  private static void paste(Locator field) {
    field.fill("");
    field.press("Control+V");
  }

  @Test
  void faq9AKeyOnASharedDeviceCanBeDeleted() {
    Person person = campus.people().student();
    try (Visitor visitor = campus.visitor(Networks.OMUNET)) {
      at(visitor, MenuPage.DELETE, person).proveMailbox(person);
      new ConfirmPage(visitor.page()).confirm();
      new MenuPage(visitor.page()).says("ワンタイムパスワードを削除しました。");

      Person again = at(visitor, MenuPage.SETUP, person).setUpKey(person);
      assertThat(visitor.page().locator(".campus")).containsText("共用の端末や、学外に持ち出せない端末には登録しないでください");
      assertThat(again.secret()).isNotEqualTo(person.secret());
    }
  }

  @Test
  void faq10AContractorIsToldWhomToAskAndIsNotLetIn() {
    Person contractor = campus.people().studentWithoutKey();
    campus.users().giveRole(contractor, "external-staff");
    try (Visitor visitor = campus.visitor(Networks.HOME)) {
      visitor.signOn(contractor);
      RefusedPage refused = new RefusedPage(visitor.page());
      refused.says("受入れの教職員に相談してください");
      refused.says("学外のネットワークから接続しているため");
      assertThat(visitor.page().locator(".campus")).containsText("学内ネットワークに接続すれば");
      assertThat(refused.omuid()).hasText(contractor.username());
      assertThat(refused.backButton()).hasCount(0);
      for (String button : List.of("back", "confirm", "verify", "resend")) {
        visitor.post(Map.of(button, button));
        refused.says("受入れの教職員に相談してください");
      }
      assertThat(campus.records().sessions(contractor)).isEmpty();
      refused.signOut().click();
      new SignOnPage(visitor.page()).isShown();

      visitor.moveTo(Networks.OMUNET);
      at(visitor, MenuPage.SETUP, contractor);
      refused.says("受入れの教職員に相談してください").back();
      new MenuPage(visitor.page()).says("手続きを中止しました");
      visitor.openPortal();
      new PortalPage(visitor.page()).isSignedOn(contractor);
    }
    assertThat(keys(contractor)).isEmpty();
    assertThat(campus.mail().count(contractor.recoveryEmail())).isZero();
  }

  @Test
  void faq11OnCampusTheTestPageSaysWhyThereIsNoYellowPage() {
    Person person = campus.people().student();
    try (Visitor visitor = campus.visitor(Networks.EDUROAM)) {
      visitor.open(TestPage.PATH);
      new SignOnPage(visitor.page()).signOn(person);
      TestPage page = new TestPage(visitor.page());
      page.says("学内ネットワークに接続しているため、二要素認証を確かめられません");
      assertThat(page.details()).containsText("eduroam");
      assertThat(visitor.page().locator(".campus")).containsText("OMUNET-HY");
      assertThat(visitor.page().locator(".campus")).containsText("学外のネットワークに接続し直してから");

      visitor.moveTo(Networks.HOME);
      page.again().click();
      new SignOnPage(visitor.page()).signOn(person);
      new OtpPage(visitor.page()).enter(person.code());
      page.says("二要素認証は正しく設定されています");
    }
  }

  @Test
  void faq12AWrongOneTimePasswordIsExplained() {
    Person person = campus.people().student();
    try (Visitor visitor = campus.visitor(Networks.HOME)) {
      visitor.signOn(person);
      OtpPage page = new OtpPage(visitor.page()).enter(person.wrongCode());
      assertThat(page.error()).isVisible();
      Locator help = page.panel().locator("section[lang=ja] details");
      assertThat(help).hasAttribute("open", "");
      for (String words : List.of("「大阪公立大学」", "30秒", "最後に発行したキー", "「自動」", "再発行", "ヘルプデスク")) {
        assertThat(help).containsText(words);
      }
      assertThat(help.locator("a[href='" + MenuPage.PATH + "']")).hasCount(1);
    }
  }

  @Test
  void faq14TheKeyIsShownAgainForATablet() {
    Person phone = campus.people().student();
    Person tablet;
    try (Visitor visitor = campus.visitor(Networks.OMUNET)) {
      visitor.open(MenuPage.PATH);
      new MenuPage(visitor.page()).link(MenuPage.SHOW).click();
      assertThat(visitor.page().locator("h1")).hasText("1. 現在のセットアップキーを表示する");
      new ManagementPage(visitor.page()).signOn(phone);
      Enrolment enrolment = new Enrolment(campus, visitor);
      enrolment.proveMailbox(phone);
      tablet = enrolment.enterIntoPhone(phone);
    }
    try (Visitor visitor = campus.visitor(Networks.HOME)) {
      for (Person device : List.of(tablet, phone)) {
        visitor.open("/portal/login?prompt=login");
        new SignOnPage(visitor.page()).signOn(device);
        new OtpPage(visitor.page()).enter(device.code());
        new PortalPage(visitor.page()).isSignedOn(device);
      }
    }
  }

  @Test
  void faq15AKeyShownAgainWorksAndNothingIsReset() {
    Person oldPhone = campus.people().student();
    Person browser = campus.users().giveNewerKey(oldPhone);
    List<String> before = keys(browser);
    try (Visitor visitor = campus.visitor(Networks.HOME)) {
      visitor.signOn(oldPhone);
      OtpPage yellow = new OtpPage(visitor.page()).enter(oldPhone.code());
      assertThat(yellow.error()).isVisible();

      Enrolment enrolment = at(visitor, MenuPage.SHOW, browser);
      enrolment.proveMailbox(browser);
      Person phone = enrolment.enterIntoPhone(browser);
      assertThat(phone.secret()).isEqualTo(browser.secret());
      new KeyPage(visitor.page()).finish();
      new MenuPage(visitor.page()).isShown();

      visitor.openPortal();
      yellow.enter(phone.code());
      new PortalPage(visitor.page()).isSignedOn(phone);
    }
    assertThat(keys(browser)).isEqualTo(before);
  }
}
