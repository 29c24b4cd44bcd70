/**
 * Who has set up what, who has to, who is locked out, and where people signed on from. Reads the
 * database itself, and uses {@code signin}, {@code otpkey}, {@code recovery} and {@code mailcode}
 * for limits and addresses.
 */
package io.github.campusotp.people;
