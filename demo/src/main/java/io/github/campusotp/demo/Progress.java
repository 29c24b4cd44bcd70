package io.github.campusotp.demo;

import java.time.Duration;

/** Told of every step of a start, when the step begins. */
@FunctionalInterface
public interface Progress {

  /** For callers that need no progress. */
  Progress SILENT = (step, elapsed) -> {};

  /**
   * @param step what begins now, e.g. "building"
   * @param elapsed time since the start began
   */
  void report(String step, Duration elapsed);
}
