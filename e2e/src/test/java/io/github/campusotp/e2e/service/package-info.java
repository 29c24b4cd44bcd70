/** Services with real modules of Apache, connected as docs/services.md says. */
package io.github.campusotp.e2e.service;
