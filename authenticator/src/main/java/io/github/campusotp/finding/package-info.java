/**
 * What is wrong with a realm: each check once, logged when the server starts and whenever something
 * new is found. Uses {@code people}, {@code location} and the ids of what the realm must have.
 */
package io.github.campusotp.finding;
