/**
 * The admin API of the help desk and of identity administrators: who may ask and do what, and what
 * stays of it. Uses {@code finding}, {@code people} and everything below.
 */
package io.github.campusotp.office;
