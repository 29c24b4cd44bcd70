package io.github.campusotp.e2e.story;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.campusotp.e2e.Networks;
import io.github.campusotp.e2e.Person;
import io.github.campusotp.e2e.page.CodePage;
import io.github.campusotp.e2e.page.KeyPage;
import io.github.campusotp.e2e.page.MenuPage;
import io.github.campusotp.e2e.page.PortalPage;
import io.github.campusotp.e2e.page.RecoveryAddressPage;
import io.github.campusotp.e2e.page.RefusedPage;
import io.github.campusotp.e2e.server.Campus;
import io.github.campusotp.e2e.server.Event;
import io.github.campusotp.e2e.server.Mailbox.Mail;
import io.github.campusotp.e2e.server.Setting;
import io.github.campusotp.e2e.server.Visitor;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** パスワード再発行用メールアドレス: it counts once a code that was mailed to it came back. */
@ExtendWith(Campus.Resolver.class)
class RecoveryAddressIT {
  private static final String CHANGED = "パスワード再発行用メールアドレスを登録しました。";
  private static final String CHANGE_NOTICE = "パスワード再発行用メールアドレスが変更されました";

  private final Campus campus;
  private final Visitor visitor;
  private final CodePage code;
  private final RecoveryAddressPage field;
  private final MenuPage menu;

  RecoveryAddressIT(Campus campus) {
    this.campus = campus;
    this.visitor = campus.visitor(Networks.OMUNET);
    this.code = new CodePage(visitor.page());
    this.field = new RecoveryAddressPage(visitor.page());
    this.menu = new MenuPage(visitor.page());
  }

  @AfterEach
  void leave() {
    visitor.close();
  }

  private Enrolment begin(Person person) {
    return Enrolment.at(campus, visitor, MenuPage.ADDRESS, person);
  }

  private static String another(Person person) {
    return person.username() + "@example.com";
  }

  /** By REST, as the console does; an import goes past it, and is read by the rule. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "hanako@omu.ac.jp",
        "hanako@mail.OMU.ac.jp",
        "hanako%omu.ac.jp@example.com",
        "not an address",
      })
  void anAdministratorStoresNoneThatMayNotBeTyped(String address) {
    Person person = campus.people().student();
    assertThatThrownBy(() -> campus.users().giveRecoveryEmail(person, address))
        .hasMessageContaining("400");
    assertThat(campus.records().recoveryEmail(person)).contains(person.recoveryEmail());
  }

  @Nested
  @DisplayName("given somebody without an address")
  class First {
    private final Person person = campus.people().newcomer();

    @Test
    void itIsRegisteredOnceItsCodeCameBack() {
      Enrolment enrolment = begin(person);
      field.enter(another(person));
      assertThat(code.isShown().destination())
          .hasText(person.username().substring(0, 2) + "•••@example.com");
      assertThat(campus.records().recoveryEmail(person)).isEmpty();
      enrolment.proveMailbox(person.withRecoveryEmail(another(person)));
      menu.isShown();
      assertThat(menu.result()).isVisible();
      assertThat(campus.records().recoveryEmail(person)).contains(another(person));
      Event event = campus.records().events(person, "UPDATE_PROFILE").get(0);
      assertThat(event.network()).isEqualTo("OMUNET-1X");
      assertThat(event.details().get("recovery_address"))
          .isEqualTo(person.username().substring(0, 2) + "•••@example.com");
      assertThat(event.details().toString()).doesNotContain(another(person));
    }

    @Test
    void aWrongCodeRegistersNothing() {
      begin(person);
      field.enter(another(person));
      String wrong = campus.mail().code(another(person)).equals("000000") ? "000001" : "000000";
      code.enter(wrong);
      assertThat(code.error()).containsText("確認コードが違います");
      assertThat(campus.records().recoveryEmail(person)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
      "x@omu.ac.jp, omu.ac.jp",
      "x@OMU.AC.JP, omu.ac.jp",
      "x@st.omu.ac.jp, omu.ac.jp",
      "ｘ＠ｏｍｕ．ａｃ．ｊｐ, omu.ac.jp",
    })
    void anAddressOfTheUniversityIsRefusedWithTheReason(String typed, String domain) {
      begin(person);
      field.isShown();
      visitor.post(Map.of("recoveryEmail", typed, "confirm", "confirm"));
      assertThat(field.error()).containsText(domain + " のアドレスは登録できません");
      assertThat(field.error()).containsText("ログインできないと読めない");
      assertThat(field.field()).hasValue(typed);
      assertThat(field.field()).isFocused();
      assertThat(campus.mail().count("x@" + domain)).isZero();
    }

    @Test
    void anAddressThatOnlyLooksLikeTheUniversitysIsTaken() {
      String address = person.username() + "@notomu.ac.jp";
      begin(person);
      field.enter(address);
      code.isShown();
      assertThat(campus.mail().codes(address)).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "nobody",
          "a@b",
          "a b@example.com",
          "a@example.com, b@example.com",
          "a@example.com\r\nBcc: b@example.com",
          "<script>window.hurt = true</script>@example.com",
          "\"><img src=x onerror='window.hurt = true'>@example.com",
          "\"<b>bold</b>\"@example.com",
        })
    void whatIsNoAddressIsRefusedAndInert(String typed) {
      begin(person);
      field.isShown();
      visitor.post(Map.of("recoveryEmail", typed, "confirm", "confirm"));
      assertThat(field.error()).containsText("メールアドレスの形式が正しくありません");
      assertThat(visitor.page().locator("main b, main img")).hasCount(0);
      assertThat(visitor.page().evaluate("window.hurt")).isNull();
      assertThat(campus.mail().count("b@example.com")).isZero();
      assertThat(campus.records().recoveryEmail(person)).isEmpty();
    }

    @Test
    void anEmptyFieldIsExplained() {
      begin(person);
      field.enter("");
      assertThat(field.error()).containsText("メールアドレスを入力してください");
    }

    /** Characters that mean something in HTML, and yet are good in an address (RFC 5322, 3.2.3). */
    @Test
    void anAddressWithEntitiesIsShownAsItIs() {
      String address = "&#" + person.username() + "@example.com";
      Enrolment enrolment = begin(person);
      field.enter(address);
      assertThat(code.isShown().destination()).hasText("&#•••@example.com");
      enrolment.proveMailbox(person.withRecoveryEmail(address));
      menu.isShown();
      assertThat(campus.records().recoveryEmail(person)).contains(address);
    }

    @Test
    void backAtTheFieldTheOldCodeIsWorthNothing() {
      try (Setting quick = campus.settings().action("campus-recovery-address", "resendWait", "1")) {
        begin(person);
        String mistyped = person.username() + "@example.co";
        field.enter(mistyped);
        String lost = campus.mail().code(mistyped);
        code.back();
        assertThat(field.isShown().field()).hasValue(mistyped);
        field.enter(another(person));
        code.withCode();
        String right = campus.mail().code(another(person));
        code.enter(lost);
        assertThat(code.error()).containsText("確認コードが違います");
        code.enter(right);
        menu.isShown();
        assertThat(campus.records().recoveryEmail(person)).contains(another(person));
      }
    }

    @Test
    void onCampusOnlyItIsRegisteredThereAndRefusedAtHome() {
      try (Setting onlyOnCampus =
          campus.settings().action("campus-recovery-address", "allowOffCampus", "false")) {
        visitor.moveTo(Networks.HOME);
        begin(person);
        new RefusedPage(visitor.page()).says("学内ネットワークからだけです").back();
        menu.says("手続きを中止しました");

        visitor.moveTo(Networks.OMUNET);
        begin(person);
        field.enter(another(person));
        code.isShown();
      }
    }
  }

  @Nested
  @DisplayName("given somebody with an address")
  class Change {
    private final Person person = campus.people().student();

    @Test
    void theOldMailboxProvesItThenTheNewOneAndBothAreTold() {
      begin(person).proveMailbox(person);
      field.isShown();
      assertThat(visitor.page().content()).doesNotContain(person.recoveryEmail());
      field.enter(another(person));
      code.isShown();
      assertThat(campus.records().recoveryEmail(person)).contains(person.recoveryEmail());
      code.enter(campus.mail().code(another(person)));
      menu.says(CHANGED);
      assertThat(campus.records().recoveryEmail(person)).contains(another(person));
      assertThat(campus.records().events(person, "UPDATE_PROFILE")).hasSize(1);
      for (String mailbox : List.of(person.recoveryEmail(), another(person))) {
        Mail notice = campus.mail().await(mailbox, mail -> mail.subject().contains(CHANGE_NOTICE));
        assertThat(notice.text())
            .contains(person.username(), "OMUNET-1X", "ITヘルプデスク", "•••@example.com")
            .doesNotContain(another(person));
      }
    }

    @Test
    void noFieldForANewAddressUntilTheOldMailboxIsProved() {
      begin(person);
      code.isShown();
      assertThat(field.field()).hasCount(0);
      visitor.post(Map.of("recoveryEmail", another(person), "confirm", "confirm"));
      code.isShown();
      assertThat(code.destination()).containsText("@example.net");
      assertThat(campus.mail().count(another(person))).isZero();
    }

    @Test
    void theCodeOfTheOldMailboxDoesNotProveTheNewOne() {
      begin(person).proveMailbox(person);
      String old = campus.mail().code(person.recoveryEmail());
      field.enter(another(person));
      code.isShown();
      code.enter(old);
      assertThat(code.error()).containsText("確認コードが違います");
      assertThat(campus.records().recoveryEmail(person)).contains(person.recoveryEmail());
    }

    @Test
    void theSameAddressIsNoChange() {
      begin(person).proveMailbox(person);
      field.enter(person.recoveryEmail().toUpperCase());
      assertThat(field.error()).containsText("いま登録されているアドレスと同じです");
    }

    @Test
    void turningBackBeforeTheEndChangesNothing() {
      begin(person).proveMailbox(person);
      field.enter(another(person));
      code.isShown().back();
      field.isShown().backButton().click();
      menu.says("手続きを中止しました");
      assertThat(campus.records().recoveryEmail(person)).contains(person.recoveryEmail());
    }

    @Test
    void aWishAtThePortalAsksTheOldMailboxAsWell() {
      visitor.signOn(person);
      new PortalPage(visitor.page()).isSignedOn(person);
      visitor.open("/portal/login?kc_action=campus-recovery-address");
      code.isShown();
      visitor.post(Map.of("recoveryEmail", another(person), "confirm", "confirm"));
      assertThat(campus.mail().count(another(person))).isZero();
      code.back();
      new PortalPage(visitor.page()).isSignedOn(person);
    }
  }

  /** With an address of their own choice a thief of the password would get the key. */
  @Test
  void somebodyWithAKeyAndNoAddressIsToldToAskTheHelpDesk() {
    Person person = campus.people().studentWithoutAddress();
    for (String address : List.of(MenuPage.ADDRESS, MenuPage.SHOW, MenuPage.REISSUE)) {
      Enrolment.at(campus, visitor, address, person);
      new RefusedPage(visitor.page()).says("ヘルプデスクに問い合わせてください");
      visitor.post(Map.of("recoveryEmail", another(person), "confirm", "confirm"));
      new RefusedPage(visitor.page()).says("ヘルプデスクに問い合わせてください").back();
      menu.says("手続きを中止しました");
    }
    assertThat(campus.mail().count(another(person))).isZero();
    assertThat(campus.records().recoveryEmail(person)).isEmpty();
  }

  /** What an administrator wrote into the attribute is as good as a proved one. */
  @Test
  void theAddressThatAnAdministratorGaveIsUsed() {
    Person person = campus.people().studentWithoutAddress();
    person = campus.users().giveRecoveryEmail(person, another(person));
    Enrolment.at(campus, visitor, MenuPage.SHOW, person).proveMailbox(person);
    assertThat(new KeyPage(visitor.page()).secret()).isEqualTo(person.secret());
  }
}
