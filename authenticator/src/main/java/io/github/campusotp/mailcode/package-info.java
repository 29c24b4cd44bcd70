/**
 * The proof that a user reads a mailbox: a code that is mailed, limited and compared here and
 * nowhere else. Uses {@code limit}, {@code keycloak} and {@code location}.
 */
package io.github.campusotp.mailcode;
