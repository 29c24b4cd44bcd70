/**
 * Rate limit, cooldown and used steps, counted on all nodes together. Uses no other package of the
 * extension.
 */
package io.github.campusotp.limit;
