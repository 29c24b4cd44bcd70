package io.github.campusotp.fake;

import java.util.function.Supplier;
import org.keycloak.common.util.Time;

/** For borders that are a second wide, while the clock goes on. */
public final class OneSecond {
  private OneSecond() {}

  /**
   * Does it, again where another second began meanwhile.
   *
   * @param work that can be done again; it may move Keycloak's clock
   * @return what it gave in the end, with the clock as it was
   */
  public static <T> T within(Supplier<T> work) {
    int offset = Time.getOffset();
    while (true) {
      long second = System.currentTimeMillis() / 1000;
      T result = work.get();
      Time.setOffset(offset);
      if (second == System.currentTimeMillis() / 1000) {
        return result;
      }
    }
  }
}
