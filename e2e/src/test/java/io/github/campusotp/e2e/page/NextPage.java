package io.github.campusotp.e2e.page;

import com.microsoft.playwright.Frame;
import com.microsoft.playwright.Page;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** The page that a click leads to, which may be the same once more. */
public final class NextPage {
  private NextPage() {}

  /** Does what leaves the page, and returns once the next one is loaded. */
  public static void after(Page page, Runnable leaving) {
    AtomicBoolean hasLeft = new AtomicBoolean();
    Consumer<Frame> note = frame -> hasLeft.compareAndSet(false, frame == page.mainFrame());
    page.onFrameNavigated(note);
    try {
      leaving.run();
      page.waitForCondition(hasLeft::get);
      page.waitForLoadState();
    } finally {
      page.offFrameNavigated(note);
    }
  }
}
