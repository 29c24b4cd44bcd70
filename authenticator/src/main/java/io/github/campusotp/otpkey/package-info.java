/**
 * The key of the one-time password: set up, shown, reissued, deleted, whether a session was opened
 * with it, and which codes were used. Uses {@code recovery}, {@code mailcode} and everything below.
 */
package io.github.campusotp.otpkey;
