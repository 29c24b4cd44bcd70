/**
 * What the start procedure and the management site are made of: request, cookies, language, and the
 * sign-on form. Uses {@code signin} and everything below.
 */
package io.github.campusotp.site;
