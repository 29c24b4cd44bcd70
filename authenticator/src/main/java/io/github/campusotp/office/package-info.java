/**
 * The admin API of the help desk and of identity administrators: who may ask what, and the answer.
 * Uses {@code finding}, {@code people} and {@code location}.
 */
package io.github.campusotp.office;
