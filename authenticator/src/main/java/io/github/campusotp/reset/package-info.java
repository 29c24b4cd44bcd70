/**
 * The forgotten password: a mailed code in place of Keycloak's link. Uses {@code recovery}, {@code
 * mailcode} and everything below.
 */
package io.github.campusotp.reset;
