package io.github.campusotp.e2e.story;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.ColorScheme;
import io.github.campusotp.e2e.Networks;
import io.github.campusotp.e2e.page.Look;
import io.github.campusotp.e2e.page.MenuPage;
import io.github.campusotp.e2e.page.OtpPage;
import io.github.campusotp.e2e.page.SignOnPage;
import io.github.campusotp.e2e.server.Campus;
import io.github.campusotp.e2e.server.Visitor;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What people read whose browser speaks neither Japanese nor English. */
@ExtendWith(Campus.Resolver.class)
class LanguagesIT {
  private final Campus campus;

  LanguagesIT(Campus campus) {
    this.campus = campus;
  }

  @ParameterizedTest
  @CsvSource({
    "zh-CN, zh-CN, 请输入一次性密码, 双重身份验证管理系统",
    "ko-KR, ko, 일회용 비밀번호를 입력해 주십시오, 2단계 인증 관리 시스템",
    "vi-VN, vi, Vui lòng nhập mật khẩu dùng một lần, Hệ thống quản lý xác thực hai yếu tố",
    "fr-FR, en, Please input the one-time password, MFA management site",
  })
  void theBrowsersLanguageIsThePagesOrElseEnglish(
      String browser, String language, String otp, String menu) {
    NewContextOptions options =
        new NewContextOptions().setViewportSize(320, 640).setLocale(browser);
    try (Visitor visitor = campus.visitor(Networks.HOME, options)) {
      Look look = new Look(visitor.page(), language, ColorScheme.LIGHT);
      visitor.openPortal();
      new SignOnPage(visitor.page()).isShown();
      look.expectGood("LANGUAGE_SIGN_ON");
      new SignOnPage(visitor.page()).signOn(campus.people().student());
      OtpPage page = new OtpPage(visitor.page()).isShown();
      assertThat(visitor.page().locator("h1")).containsText(otp);
      assertThat(page.panel().locator("section").first()).hasAttribute("lang", language);
      look.expectGood("LANGUAGE_OTP");
      visitor.open(MenuPage.PATH);
      assertThat(visitor.page().locator("h1")).hasText(menu);
      look.expectGood("LANGUAGE_MENU");
    }
  }

  @ParameterizedTest
  @CsvSource({"简体中文, zh-CN", "한국어, ko", "Tiếng Việt, vi", "English, en"})
  void theMenuOfLanguagesLeadsToEach(String name, String language) {
    try (Visitor visitor = campus.visitor(Networks.HOME)) {
      visitor.openPortal();
      Locator link = visitor.page().locator("#kc-locale a[lang=" + language + "]");
      assertThat(link).hasText(name);
      link.click();
      assertThat(visitor.page().locator("html")).hasAttribute("lang", language);
    }
  }
}
