package io.github.campusotp.e2e.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import io.github.campusotp.e2e.Secrets;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.Pattern;

/** バックアップコード: ten of them, shown once; later how many are left. */
public record BackupCodesPage(Page page) {
  private static final Pattern CODE =
      Pattern.compile("<span>([0-9]{4})</span><span>([0-9]{4})</span>");

  public BackupCodesPage isShown() {
    assertThat(page.locator("#backup-codes li")).hasCount(10);
    return this;
  }

  /** As they are copied by hand. */
  public List<String> codes() {
    return seen(isShown().page.locator("#backup-codes li").allTextContents());
  }

  /** Of a page that no browser shows. */
  public static List<String> codes(String html) {
    return seen(CODE.matcher(html).results().map(code -> code.group(1) + code.group(2)).toList());
  }

  private static List<String> seen(List<String> codes) {
    List<String> bare = codes.stream().map(code -> code.replaceAll("\\s", "")).toList();
    bare.forEach(Secrets.SEEN::password);
    return bare;
  }

  /** Print, save and copy, which need a script. */
  public Locator comforts() {
    return page.locator("[data-print], [data-save], [data-copy]");
  }

  /** What the file has that is saved. */
  public String save() throws IOException {
    Download file = page.waitForDownload(() -> page.locator("[data-save]").click());
    return Files.readString(file.path());
  }

  /** 保管しました, or 次へ. */
  public void done() {
    page.locator("[name=confirm][value=done]").click();
  }

  public Locator left() {
    return page.locator("#backup-codes-left");
  }

  /** Makes new ones, from the page that says how many are left. */
  public BackupCodesPage renew() {
    page.locator("[name=confirm][value=confirm]").click();
    return isShown();
  }
}
