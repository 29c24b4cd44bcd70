/**
 * What a story runs against: servers, services, mailboxes, directories, and browsers to reach them.
 */
package io.github.campusotp.e2e.server;
