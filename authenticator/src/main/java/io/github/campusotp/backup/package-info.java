/** Backup codes: a second factor on paper, for a day without the phone. Uses limit and keycloak. */
package io.github.campusotp.backup;
