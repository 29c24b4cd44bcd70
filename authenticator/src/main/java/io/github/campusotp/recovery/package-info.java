/**
 * The recovery address: typed, proved, stored, changed, and its owner told. Uses {@code mailcode}
 * and everything below.
 */
package io.github.campusotp.recovery;
