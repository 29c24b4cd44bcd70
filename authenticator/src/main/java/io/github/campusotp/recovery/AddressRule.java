package io.github.campusotp.recovery;

import java.util.List;
import java.util.Optional;
import org.keycloak.models.RealmModel;
import org.keycloak.models.utils.FormMessage;

/**
 * Which addresses are recovery addresses: of those that users type, and of those that are stored,
 * since an import and a directory go past the user profile's validators.
 *
 * @param ownDomains the university's mail domains, as {@link RecoveryConfig} has them
 */
record AddressRule(List<String> ownDomains) {
  static AddressRule of(RealmModel realm) {
    return new AddressRule(RecoveryConfig.of(realm).ownDomains());
  }

  /** What is wrong with an address, as the page says it; empty if it may be used. */
  Optional<FormMessage> problemOf(TypedAddress address) {
    if (address.isMissing()) {
      return problem("campusAddressMissing");
    }
    if (!address.isMailAddress()) {
      return problem(address.hasStrayDots() ? "campusAddressDots" : "campusAddressMalformed");
    }
    return address.within(ownDomains).flatMap(own -> problem("campusAddressOwnDomain", own));
  }

  static Optional<FormMessage> problem(String message, Object... parameters) {
    return Optional.of(new FormMessage(AddressForm.FIELD, message, parameters));
  }
}
