/**
 * The key of the one-time password, and the backup codes that stand in for it: set up, shown,
 * reissued, deleted, whether a session was opened with them, and which codes were used. Uses {@code
 * recovery}, {@code mailcode} and everything below.
 */
package io.github.campusotp.otpkey;
