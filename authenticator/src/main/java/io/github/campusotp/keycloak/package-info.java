/**
 * Small idioms on Keycloak's own objects: the settings of a required action, an action that the
 * user initiated, the age of a password, a failed sign-on. Uses no other package of the extension.
 */
package io.github.campusotp.keycloak;
