package io.github.campusotp.recovery;

import io.github.campusotp.keycloak.InitiatedAction;
import io.github.campusotp.mailcode.Purpose;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.keycloak.authentication.RequiredActionContext;
import org.keycloak.forms.login.LoginFormsProvider;
import org.keycloak.models.utils.FormMessage;

/** The page with the field for a recovery address. */
final class AddressForm {
  static final String FIELD = "recoveryEmail";

  private final RequiredActionContext context;
  private final Optional<String> old;
  private final AddressRule rule;

  /**
   * @param context of the action
   * @param old the present address, if there is one
   */
  AddressForm(RequiredActionContext context, Optional<String> old) {
    this.context = context;
    this.old = old;
    this.rule = AddressRule.of(context.getRealm());
  }

  /** What is wrong with what was typed, as the page says it; empty if it may be used. */
  Optional<FormMessage> problemOf(TypedAddress typed) {
    return rule.problemOf(typed)
        .or(
            () ->
                old.filter(typed.text()::equalsIgnoreCase)
                    .flatMap(same -> AddressRule.problem("campusAddressSame")));
  }

  /** The page, with what was typed and what is wrong with it. */
  Response page(String typed, FormMessage problem) {
    return page(context.form().addError(problem), typed);
  }

  /** The page, with this in its field. */
  Response page(String typed) {
    return page(context.form(), typed);
  }

  private Response page(LoginFormsProvider form, String typed) {
    return form.setAttribute("campusAction", Purpose.ADDRESS.word())
        .setAttribute("campusAddress", typed)
        .setAttribute("campusAddressChange", old.isPresent())
        .setAttribute("campusOwnDomains", rule.ownDomains())
        .setAttribute("campusCanCancel", InitiatedAction.isCancellable(context))
        .createForm("campus-recovery-address.ftl");
  }
}
