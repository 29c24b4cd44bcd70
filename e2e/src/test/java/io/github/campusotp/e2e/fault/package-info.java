/**
 * Stories with servers of their own: bad luck, empty and existing realms, other settings,
 * containers.
 */
package io.github.campusotp.e2e.fault;
