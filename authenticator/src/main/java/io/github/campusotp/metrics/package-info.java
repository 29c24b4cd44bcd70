/** Counts events for {@code /metrics}. Uses the names of event details in {@code location}. */
package io.github.campusotp.metrics;
