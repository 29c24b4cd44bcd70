/**
 * Counts events and findings for {@code /metrics}. Uses {@code finding}, and the names of event
 * details in {@code location}.
 */
package io.github.campusotp.metrics;
