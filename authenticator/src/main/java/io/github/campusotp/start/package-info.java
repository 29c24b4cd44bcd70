/**
 * The start procedure of new members: its site, sign-on form, resume step, terms and progress. Uses
 * {@code manage} for links to the management site, and everything below.
 */
package io.github.campusotp.start;
