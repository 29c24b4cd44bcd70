/**
 * The management site: its menu, sign-on form, actions and their results, and the trial page. Uses
 * {@code site} and everything below.
 */
package io.github.campusotp.manage;
