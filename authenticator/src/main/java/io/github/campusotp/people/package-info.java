/**
 * Who has set up what, how many have, and who is locked out. Reads the database itself, and uses
 * {@code signin}, {@code recovery} and {@code mailcode} for limits and addresses.
 */
package io.github.campusotp.people;
