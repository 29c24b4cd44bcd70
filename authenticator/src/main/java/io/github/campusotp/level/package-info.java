/**
 * How sure of its user must a sign-on be? The most demanding of network, service, request and user
 * decides, and the answer says which. Uses {@code network}, and knows nothing of Keycloak.
 */
package io.github.campusotp.level;
