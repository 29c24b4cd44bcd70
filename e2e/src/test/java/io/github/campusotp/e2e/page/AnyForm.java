package io.github.campusotp.e2e.page;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.Map;

/** The form of any page, by the names of its fields and buttons. */
public record AnyForm(Page page) {
  /**
   * Fills in an answer.
   *
   * @param answer values by name; of a button, "" where only one has that name
   * @return the button that sends it: the answer's, else the one that signs on
   */
  public Locator fill(Map<String, String> answer) {
    Locator button = page.locator("[name=login]");
    for (Map.Entry<String, String> part : answer.entrySet()) {
      String name = "[name='%s']".formatted(part.getKey());
      String value = part.getValue();
      Locator buttons = page.locator("button%1$s, [type=submit]%1$s".formatted(name));
      if (buttons.count() == 0) {
        type(page.locator(name), part.getKey(), value);
      } else {
        button =
            value.isEmpty() ? buttons : buttons.and(page.locator("[value='%s']".formatted(value)));
      }
    }
    return button;
  }

  /** The name is fixed where a user signs on again. */
  private static void type(Locator field, String name, String value) {
    if (!name.equals("username") || field.isVisible()) {
      field.fill(value);
    }
  }
}
