package io.github.campusotp.e2e.story;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import io.github.campusotp.e2e.Networks;
import io.github.campusotp.e2e.Person;
import io.github.campusotp.e2e.page.CodePage;
import io.github.campusotp.e2e.page.KeyPage;
import io.github.campusotp.e2e.page.ManagementPage;
import io.github.campusotp.e2e.page.MenuPage;
import io.github.campusotp.e2e.server.Campus;
import io.github.campusotp.e2e.server.Event;
import io.github.campusotp.e2e.server.Mailbox.Mail;
import io.github.campusotp.e2e.server.Setting;
import io.github.campusotp.e2e.server.Visitor;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The six digits that are mailed: good once, for a while, here and for nobody else. */
@ExtendWith(Campus.Resolver.class)
class MailedCodeIT {
  private static final String ADDRESS_ACTION = "campus-recovery-address";

  private final Campus campus;
  private final Person person;
  private final Visitor visitor;
  private final CodePage page;

  MailedCodeIT(Campus campus) {
    this.campus = campus;
    this.person = campus.people().student();
    this.visitor = campus.visitor(Networks.OMUNET);
    this.page = new CodePage(visitor.page());
  }

  @AfterEach
  void leave() {
    visitor.close();
  }

  private void begin() {
    Enrolment.at(campus, visitor, MenuPage.SHOW, person);
    page.isShown();
  }

  private Setting setting(String key, String value) {
    return campus.settings().action(ADDRESS_ACTION, key, value);
  }

  private String mailed() {
    return campus.mail().code(person.recoveryEmail());
  }

  private long sent() {
    return campus.mail().codes(person.recoveryEmail());
  }

  /** A code that was never mailed. */
  private String wrong() {
    return mailed().equals("000000") ? "000001" : "000000";
  }

  private void refused(String code, String words) {
    page.enter(code);
    assertThat(page.error()).containsText(words);
    assertThat(visitor.page().locator("#setup-key")).hasCount(0);
  }

  @Test
  void theMailIsTheManualsAndThePageSaysWhereItWent() {
    begin();
    Mail mail = campus.mail().latest(person.recoveryEmail());
    assertThat(mail.subject()).isEqualTo("[OMU二要素認証]セットアップキーの表示のご案内");
    assertThat(mail.from()).contains("大阪公立大学 二要素認証管理システム");
    assertThat(mail.text()).contains("30分", "心当たりがない場合");
    assertThat(mail.html()).contains(">" + mail.code() + "<", "30分", "心当たりがない場合");

    String masked = person.username().substring(0, 2) + "•••@example.net";
    assertThat(page.destination()).hasText(masked);
    assertThat(visitor.page().content()).doesNotContain(person.recoveryEmail());
    assertThat(page.field()).isFocused();
    assertThat(page.field()).hasAttribute("inputmode", "numeric");
    assertThat(page.field()).hasAttribute("autocomplete", "one-time-code");
    assertThat(page.expiry()).containsText(Pattern.compile("(30|29):\\d\\d"));
    assertThat(campus.records().events(person, "SEND_VERIFY_EMAIL"))
        .singleElement()
        .returns("OMUNET-1X", Event::network)
        .returns(null, Event::error);
  }

  @Test
  void aReloadSendsNothingAndTheCodeStaysGood() {
    begin();
    String code = mailed();
    visitor.page().reload();
    page.isShown();
    visitor.page().reload();
    assertThat(sent()).isEqualTo(1);
    page.enter(code);
    new KeyPage(visitor.page()).isShown();
  }

  @Test
  void theNextMailHasToWaitAndThePageSaysHowLong() {
    begin();
    assertThat(page.resendButton()).isDisabled();
    assertThat(page.resendWait()).containsText(Pattern.compile("(1:00|0:\\d\\d)"));
    visitor.post(Map.of("resend", "resend"));
    assertThat(page.message()).containsText("メールの再送は、あと");
    assertThat(sent()).isEqualTo(1);
    page.enter(mailed());
    new KeyPage(visitor.page()).isShown();
  }

  @Test
  void aResentCodeReplacesTheOlderOne() {
    try (Setting quick = setting("resendWait", "1")) {
      begin();
      String older = mailed();
      page.resend();
      assertThat(page.error()).hasCount(0);
      visitor.page().reload();
      page.isShown();
      assertThat(sent()).isEqualTo(2);
      String newer = mailed();
      refused(older, "確認コードが違います");
      page.enter(newer);
      new KeyPage(visitor.page()).isShown();
    }
  }

  @Test
  void noMoreMailsThanAreAllowedInAnHour() {
    try (Setting quick = setting("resendWait", "1");
        Setting few = setting("mailsPerHour", "2")) {
      begin();
      page.resend();
      assertThat(visitor.page().locator(".campus")).containsText("1時間にお送りできる回数に達しました");
      while (page.resend().message().innerText().startsWith("メールの再送は、あと")) {
        assertThat(sent()).isEqualTo(2);
      }
      assertThat(page.message()).containsText("1時間に2通まで");
      assertThat(sent()).isEqualTo(2);
      page.enter(mailed());
      new KeyPage(visitor.page()).isShown();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "'', 確認コードが入力されていません",
    "12345, 確認コードは6桁の数字です",
    "1234567, 確認コードは6桁の数字です",
    "abcdef, 確認コードは6桁の数字です",
    "<b>1</b>, 確認コードは6桁の数字です",
  })
  void whatCannotBeACodeIsExplainedAndCostsNoTry(String typed, String words) {
    try (Setting one = setting("triesPerCode", "1")) {
      begin();
      refused(typed, words);
      assertThat(page.field()).hasAttribute("aria-invalid", "true");
      assertThat(page.field()).isFocused();
      assertThat(campus.records().failures(person)).isZero();
      page.enter(mailed());
      new KeyPage(visitor.page()).isShown();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {" %s ", "%.3s %s", "full-width"})
  void spacesAndFullWidthDigitsAreTaken(String form) {
    begin();
    String code = mailed();
    page.enter(
        switch (form) {
          case "full-width" -> fullWidth(code);
          case " %s " -> " " + code + " ";
          default -> code.substring(0, 3) + " " + code.substring(3);
        });
    new KeyPage(visitor.page()).isShown();
  }

  private static String fullWidth(String digits) {
    StringBuilder wide = new StringBuilder();
    digits.chars().forEach(digit -> wide.appendCodePoint(digit - '0' + '０'));
    return wide.toString();
  }

  @Test
  void aWrongCodeCountsAsAFailureAndTheRightOneStaysGood() {
    begin();
    refused(wrong(), "確認コードが違います");
    assertThat(campus.records().failures(person)).isEqualTo(1);
    assertThat(campus.records().events(person, "CUSTOM_REQUIRED_ACTION_ERROR"))
        .singleElement()
        .returns("invalid_code", Event::error)
        .returns("OMUNET-1X", Event::network);
    page.enter(mailed());
    new KeyPage(visitor.page()).isShown();
  }

  @Test
  void afterFiveWrongTriesTheCodeIsSpentAndANewOneHelps() {
    try (Setting quick = setting("resendWait", "1");
        Setting patient = campus.settings().withoutLocks()) {
      begin();
      String code = mailed();
      for (int i = 1; i <= 4; i++) {
        refused(wrong(), "確認コードが違います");
      }
      page.enter(wrong());
      assertThat(page.error()).containsText("この確認コードは使えなくなりました");
      assertThat(page.field()).hasCount(0);
      visitor.post(Map.of("code", code, "verify", "verify"));
      assertThat(page.error()).containsText("この確認コードは使えなくなりました");
      assertThat(visitor.page().locator("#setup-key")).hasCount(0);

      page.resend();
      page.enter(mailed());
      new KeyPage(visitor.page()).isShown();
    }
  }

  @Test
  void anExpiredCodeIsRefusedThePageSaysSoAndANewOneHelps() {
    try (Setting quick = setting("resendWait", "1");
        Setting brief = setting("codeLifetime", "2")) {
      begin();
      String code = mailed();
      page.untilExpired();
      visitor.post(Map.of("code", code, "verify", "verify"));
      assertThat(page.error()).containsText("有効期限が切れました");
      assertThat(visitor.page().locator("#setup-key")).hasCount(0);
    }
    page.resend();
    page.enter(mailed());
    new KeyPage(visitor.page()).isShown();
  }

  @Test
  void aCodeIsGoodOnlyInTheSignOnThatItWasMailedFor() {
    try (Setting quick = setting("resendWait", "1");
        Visitor thief = campus.visitor(Networks.OMUNET)) {
      begin();
      String stolen = mailed();
      Enrolment.at(campus, thief, MenuPage.SHOW, person);
      CodePage theirs = new CodePage(thief.page()).withCode();
      assertThat(sent()).isEqualTo(2);
      theirs.enter(stolen);
      assertThat(theirs.error()).containsText("確認コードが違います");
      assertThat(thief.page().locator("#setup-key")).hasCount(0);
      page.enter(stolen);
      new KeyPage(visitor.page()).isShown();
    }
  }

  /** No word of digits to type where there are none. */
  @Test
  void anotherActionWithinTheMinuteIsToldWhyItHasNoCode() {
    begin();
    Enrolment.at(campus, visitor, MenuPage.DELETE, person);
    assertThat(page.message()).containsText("少し前に、別の手続き");
    assertThat(page.message()).containsText(Pattern.compile("あと\\d+秒"));
    assertThat(page.field()).hasCount(0);
    assertThat(visitor.page().locator(".campus")).not().containsText("数字を入力");
    assertThat(sent()).isEqualTo(1);
  }

  @Test
  void aCodeIsGoodOnlyForTheActionThatItWasMailedFor() {
    try (Setting quick = setting("resendWait", "1")) {
      begin();
      String forShowing = mailed();
      Enrolment.at(campus, visitor, MenuPage.DELETE, person);
      page.withCode();
      refused(forShowing, "確認コードが違います");
    }
    assertThat(campus.records().credentialIds(person, "otp")).hasSize(1);
  }

  @Test
  void twoTabsHaveACodeEachAndDoNotDisturbEachOther() {
    try (Setting quick = setting("resendWait", "1")) {
      begin();
      String first = mailed();
      Page tab = visitor.newTab();
      tab.navigate(campus.front().resolve(MenuPage.SHOW).toString());
      new ManagementPage(tab).signOn(person);
      new CodePage(tab).withCode().enter(mailed());
      assertThat(new KeyPage(tab).secret()).isEqualTo(person.secret());
      page.enter(first);
      assertThat(new KeyPage(visitor.page()).secret()).isEqualTo(person.secret());
    }
    assertThat(sent()).isEqualTo(2);
  }
}
