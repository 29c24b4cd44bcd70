package io.github.campusotp.level;

import io.github.campusotp.network.ClientLocation;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * Which level a sign-on needs, and why.
 *
 * @param level the highest that is wanted
 * @param reasons those who want it, the network first; never empty
 * @param location where the client is
 */
public record Decision(int level, List<Reason> reasons, ClientLocation location) {
  /** The password is enough. */
  public static final int PASSWORD = 1;

  /** And a one-time password, or what counts like one. */
  public static final int SECOND_FACTOR = 2;

  /** And it is a passkey whose device has verified its user: it is of no use to a false site. */
  public static final int PHISHING_RESISTANT = 3;

  /** No user can prove more. */
  public static final int HIGHEST = PHISHING_RESISTANT;

  /**
   * Decides: the highest level that is wanted is needed. On campus the network wants {@link
   * #PASSWORD}, elsewhere, or where the place is unknown, {@link #SECOND_FACTOR}.
   *
   * @param location where the client is
   * @param others what service, request and person want
   */
  public static Decision of(ClientLocation location, List<Reason> others) {
    int place = location.network().isPresent() ? PASSWORD : SECOND_FACTOR;
    int highest = place;
    int count = 1;
    for (Reason other : others) {
      int order = Integer.compare(other.level(), highest);
      highest = Math.max(highest, other.level());
      count = order > 0 ? 1 : order == 0 ? count + 1 : count;
    }
    Reason[] reasons = new Reason[count]; // counted first: no garbage
    int next = 0;
    if (place == highest) {
      reasons[next++] = new Reason(Reason.Source.NETWORK, place, location.rule());
    }
    for (Reason other : others) {
      if (other.level() == highest) {
        reasons[next++] = other;
      }
    }
    return new Decision(highest, Collections.unmodifiableList(Arrays.asList(reasons)), location);
  }

  /** Whether a user can prove as much as is needed. */
  public boolean isReachable() {
    return level <= HIGHEST;
  }

  /** Whether a password alone is not enough. */
  public boolean needsSecondFactor() {
    return level >= SECOND_FACTOR;
  }

  /** Whether no second factor but a passkey is enough. */
  public boolean needsPasskey() {
    return level >= PHISHING_RESISTANT;
  }
}
