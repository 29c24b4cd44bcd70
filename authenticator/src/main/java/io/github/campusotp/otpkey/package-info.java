/**
 * The key of the one-time password: set up, shown, reissued, deleted, and whether a session was
 * opened with it. Uses {@code recovery}, {@code mailcode} and everything below.
 */
package io.github.campusotp.otpkey;
