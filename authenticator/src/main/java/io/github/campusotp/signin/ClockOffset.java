package io.github.campusotp.signin;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.LongPredicate;

/**
 * How far is a device's clock off? Told from two different wrong codes in a row that would both be
 * right at one and the same offset. One code alone tells nothing: the answer would show a guesser
 * which future code is right.
 *
 * @param now the server's TOTP time step (RFC 6238, T) when the wrong code came
 * @param steps the time steps, outside the accepted window, at which that code is right
 */
record ClockOffset(long now, List<Long> steps) {
  /**
   * An hour on either side at 30 s a step; a guesser meets it by chance about once in 10^9 pairs.
   */
  private static final int REACH = 120;

  /**
   * @param now the server's present time step
   * @param window steps on either side that are accepted, and so say nothing of a wrong clock
   * @param isCodeOf whether the wrong code is the one of a time step
   */
  static ClockOffset of(long now, int window, LongPredicate isCodeOf) {
    List<Long> steps = new ArrayList<>();
    for (long step = now - REACH; step <= now + REACH; step++) {
      if (Math.abs(step - now) > window && isCodeOf.test(step)) {
        steps.add(step);
      }
    }
    return new ClockOffset(now, List.copyOf(steps));
  }

  /**
   * The offset on which this wrong code and the one before it agree.
   *
   * @param previous what the wrong code before this one told
   * @return time steps by which the device is ahead (negative: behind), or empty
   */
  OptionalInt agreesWith(ClockOffset previous) {
    for (long step : steps) {
      for (long earlier : previous.steps) {
        long offset = step - now;
        // A clock between two steps shows as the one or the other.
        if (step != earlier && Math.abs(offset - (earlier - previous.now)) <= 1) {
          return OptionalInt.of((int) offset);
        }
      }
    }
    return OptionalInt.empty();
  }

  /** This as text for a note of the authentication session; holds no code. */
  String toNote() {
    StringBuilder note = new StringBuilder(Long.toString(now));
    steps.forEach(step -> note.append(' ').append(step));
    return note.toString();
  }

  /**
   * @param note what {@link #toNote()} gave, or null where there was no wrong code before
   */
  static ClockOffset fromNote(String note) {
    if (note == null) {
      return new ClockOffset(0, List.of());
    }
    String[] numbers = note.split(" ");
    List<Long> steps = new ArrayList<>();
    for (int i = 1; i < numbers.length; i++) {
      steps.add(Long.valueOf(numbers[i]));
    }
    return new ClockOffset(Long.parseLong(numbers[0]), List.copyOf(steps));
  }
}
