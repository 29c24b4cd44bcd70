/**
 * Is an address on campus? Addresses, CIDR blocks, the list of campus networks and the forwarding
 * headers are read here and nowhere else. Nothing in this package knows Keycloak, and nothing looks
 * a name up.
 */
package io.github.campusotp.network;
