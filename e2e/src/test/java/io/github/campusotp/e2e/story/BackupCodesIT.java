package io.github.campusotp.e2e.story;

import static io.github.campusotp.e2e.Parallel.parallel;
import static io.github.campusotp.e2e.server.KeycloakAdmin.REALM;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import io.github.campusotp.e2e.Networks;
import io.github.campusotp.e2e.Person;
import io.github.campusotp.e2e.page.BackupCodesPage;
import io.github.campusotp.e2e.page.ConfirmPage;
import io.github.campusotp.e2e.page.KeyPage;
import io.github.campusotp.e2e.page.Look;
import io.github.campusotp.e2e.page.MenuPage;
import io.github.campusotp.e2e.page.OtpPage;
import io.github.campusotp.e2e.page.PayrollPage;
import io.github.campusotp.e2e.page.PortalPage;
import io.github.campusotp.e2e.page.SignOnPage;
import io.github.campusotp.e2e.server.Campus;
import io.github.campusotp.e2e.server.Event;
import io.github.campusotp.e2e.server.HttpSignOn;
import io.github.campusotp.e2e.server.HttpSignOn.Answer;
import io.github.campusotp.e2e.server.Program;
import io.github.campusotp.e2e.server.Programs;
import io.github.campusotp.e2e.server.Setting;
import io.github.campusotp.e2e.server.Visitor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A day without the phone: a code on paper lets in. */
@ExtendWith(Campus.Resolver.class)
class BackupCodesIT {
  private static final String AT_HOME = "X-Forwarded-For: " + Networks.HOME;
  private static final String ACTION = "campus-backup-codes";

  private final Campus campus;

  BackupCodesIT(Campus campus) {
    this.campus = campus;
  }

  @Test
  void behindTheMailedCodeTheyAreMadeAndKept() throws Exception {
    Person person = campus.people().student();
    List<String> codes;
    try (Visitor visitor = campus.visitor(Networks.OMUNET)) {
      Enrolment.at(campus, visitor, MenuPage.BACKUP_CODES, person).proveMailbox(person);
      new ConfirmPage(visitor.page()).isShown().button().click();
      BackupCodesPage page = new BackupCodesPage(visitor.page());
      codes = page.codes();
      assertThat(codes).hasSize(10).allMatch(code -> code.matches("[0-9]{8}"));
      assertThat(page.save().replaceAll("(?m)^([0-9]{4}) ([0-9]{4})$", "$1$2").lines())
          .containsAll(codes)
          .contains("OMUID: " + person.username());
      visitor.page().reload();
      assertThat(page.codes()).isEqualTo(codes);
      page.done();
      new MenuPage(visitor.page()).says("バックアップコードの表示を終了しました");
    }
    assertThat(campus.mail().told(person, "バックアップコードが作られました")).doesNotContain(codes.get(0));

    HttpSignOn browser = new HttpSignOn(campus.node());
    assertThat(browser.password(person, campus.portalCallback(), AT_HOME).body())
        .contains("バックアップコード（8桁の数字）も");
    Answer left = browser.submit(Map.of("otp", codes.get(3)), AT_HOME);
    assertThat(left.body()).contains("id=\"backup-codes-left\"", "残りのバックアップコード：9個");
    assertThat(browser.submit(Map.of("confirm", "done"), AT_HOME).isIn()).isTrue();
    assertThat(campus.records().lastLogin(person)).returns("backup-code", Event::secondFactor);
    assertThat(campus.mail().told(person, "バックアップコードが使われました")).contains("残りのバックアップコード: 9");

    HttpSignOn again = new HttpSignOn(campus.node());
    again.password(person, campus.portalCallback(), AT_HOME);
    assertThat(again.submit(Map.of("otp", codes.get(3)), AT_HOME).body()).contains("すでに使ったものです");
    assertThat(again.submit(Map.of("otp", person.code()), AT_HOME).isIn()).isTrue();
  }

  @Test
  void ofFiftyUsesOfOneInFiftyBrowsersOneLetsIn() throws Exception {
    Person person = campus.people().student();
    String code = Enrolment.backupCodes(campus, person).get(0);
    List<Callable<Answer>> uses = new ArrayList<>();
    while (uses.size() < 50) {
      HttpSignOn browser = new HttpSignOn(campus.node());
      browser.password(person, campus.portalCallback(), AT_HOME);
      uses.add(() -> browser.submit(Map.of("otp", code), AT_HOME));
    }
    try (Setting all = campus.settings().action("campus-otp-setup", "wrongCodesPerHour", "100")) {
      assertThat(parallel(uses))
          .filteredOn(answer -> answer.body().contains("id=\"backup-codes-left\""))
          .hasSize(1);
    }
  }

  /** On campus the password is enough for a service; not for a way in from everywhere. */
  @Test
  void aThiefOfThePasswordOnCampusGetsNone() throws Exception {
    Person person = campus.people().student();
    Enrolment.backupCodes(campus, person);
    List<String> owners = campus.records().credentialIds(person, ACTION);
    HttpSignOn thief = new HttpSignOn(campus.front()).at(Networks.OMUNET).wish(ACTION);
    assertThat(thief.password(person, campus.portalCallback()).body()).contains("mail-destination");
    for (String value : List.of("confirm", "done", "backup")) {
      assertThat(thief.submit(Map.of("confirm", value)).body()).contains("mail-destination");
    }
    assertThat(campus.records().credentialIds(person, ACTION)).isEqualTo(owners);
  }

  /** At a service that insists on a second factor, on campus. */
  @Test
  void oneIsASecondFactorForAServiceOfLevelTwo() throws Exception {
    Person person = campus.people().student();
    String code = Enrolment.backupCodes(campus, person).get(0);
    try (Visitor visitor = campus.visitor(Networks.OMUNET)) {
      visitor.open("/payroll/login?prompt=login");
      new SignOnPage(visitor.page()).signOn(person);
      new OtpPage(visitor.page()).enter(code);
      new BackupCodesPage(visitor.page()).done();
      new PayrollPage(visitor.page()).isSignedOn(person);
      visitor.open("/payroll/login?prompt=none");
      new PayrollPage(visitor.page()).isSignedOn(person);
    }
  }

  /** A reissue and a new password leave them; who may act on them ends them. */
  @Test
  void theyOutliveKeyAndPasswordAndEndWithTheHelpDesk() throws Exception {
    Person person = campus.people().student();
    List<String> codes = Enrolment.backupCodes(campus, person);
    Person renewed = campus.users().giveNewerKey(person);
    campus.users().setPassword(renewed, "another-long-password");
    Person changed = renewed.withPassword("another-long-password");
    HttpSignOn browser = new HttpSignOn(campus.node());
    browser.password(changed, campus.portalCallback(), AT_HOME);
    assertThat(browser.submit(Map.of("otp", codes.get(0)), AT_HOME).body())
        .contains("backup-codes-left");

    HttpSignOn other = new HttpSignOn(campus.node());
    other.password(changed, campus.portalCallback(), AT_HOME);
    other.submit(Map.of("otp", codes.get(2)), AT_HOME);
    assertThat(other.submit(Map.of("confirm", "done"), AT_HOME).isIn()).isTrue();
    assertThat(campus.records().sessions(person)).isNotEmpty();

    try (Programs programs = new Programs(campus)) {
      Program desk = programs.with("campus-help-desk");
      String office = REALM + "/campus-otp/people/" + person.id();
      assertThat(desk.get(office).at("/since/backupCodes").isMissingNode()).isFalse();
      String lost = office + "/backup-codes";
      assertThat(desk.call("DELETE", lost, "{}").statusCode()).isEqualTo(400);
      assertThat(desk.call("DELETE", lost, "{\"reason\":\"lost\"}").statusCode()).isEqualTo(204);
      assertThat(desk.call("DELETE", lost, "{\"reason\":\"lost\"}").statusCode()).isEqualTo(400);
      assertThat(
              programs
                  .with("manage-users")
                  .call("DELETE", lost, "{\"reason\":\"lost\"}")
                  .statusCode())
          .isEqualTo(403);
    }
    assertThat(campus.records().sessions(person)).isEmpty();
    assertThat(campus.mail().told(person, "バックアップコードが無効になりました")).contains("手続きした人: ヘルプデスク");
    assertThat(browser.submit(Map.of("confirm", "done"), AT_HOME).isIn())
        .as("what was begun with one")
        .isFalse();
    HttpSignOn again = new HttpSignOn(campus.node());
    again.password(changed, campus.portalCallback(), AT_HOME);
    assertThat(again.submit(Map.of("otp", codes.get(1)), AT_HOME).isIn()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"ja, LIGHT", "en, DARK"})
  void theirPagesAreGood(String locale, ColorScheme scheme) {
    Person person = campus.people().student();
    NewContextOptions options = new NewContextOptions().setLocale(locale).setColorScheme(scheme);
    try (Visitor visitor = campus.visitor(Networks.HOME, options)) {
      Page page = visitor.page();
      Look look = new Look(page, locale, scheme);
      Enrolment.at(campus, visitor, MenuPage.REISSUE, person).proveMailbox(person);
      new ConfirmPage(page).isShown().button().click();
      new KeyPage(page).isShown();
      page.locator("[name=confirm][value=backup]").click();
      BackupCodesPage codes = new BackupCodesPage(page);
      String code = codes.codes().get(0);
      look.expectGood("BACKUP_CODES");
      codes.done();
      new MenuPage(page).isShown();
      visitor.openPortal();
      OtpPage yellow = new OtpPage(page).isShown();
      look.expectGood("OTP_BACKUP");
      yellow.enter(code);
      PlaywrightAssertions.assertThat(codes.left()).isVisible();
      look.expectGood("BACKUP_CODES_LEFT");
      codes.renew();
      codes.done();
      new PortalPage(page).isSignedOn(person);
    }
  }

  @Test
  void withoutScriptsTheyAreMadeAndUsed() {
    Person person = campus.people().student();
    NewContextOptions options = new NewContextOptions().setLocale("ja").setJavaScriptEnabled(false);
    try (Visitor visitor = campus.visitor(Networks.HOME, options)) {
      Enrolment.at(campus, visitor, MenuPage.BACKUP_CODES, person).proveMailbox(person);
      new ConfirmPage(visitor.page()).isShown().button().click();
      BackupCodesPage codes = new BackupCodesPage(visitor.page());
      String code = codes.codes().get(0);
      assertThat(codes.comforts().all()).noneMatch(button -> button.isVisible());
      codes.done();
      new MenuPage(visitor.page()).isShown();
      visitor.openPortal();
      new OtpPage(visitor.page()).enter(code);
      PlaywrightAssertions.assertThat(codes.left()).isVisible();
      codes.done();
      new PortalPage(visitor.page()).isSignedOn(person);
    }
  }
}
