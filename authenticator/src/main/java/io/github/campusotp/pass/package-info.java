/**
 * The pass: a second factor that the help desk gives to a person whose own ones are gone. Uses
 * limit and keycloak.
 */
package io.github.campusotp.pass;
