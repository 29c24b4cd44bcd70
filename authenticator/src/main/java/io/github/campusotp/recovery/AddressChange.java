package io.github.campusotp.recovery;

import io.github.campusotp.location.EventDetails;
import io.github.campusotp.location.RequestLocation;
import io.github.campusotp.mailcode.CodeProof;
import io.github.campusotp.mailcode.Mailbox;
import io.github.campusotp.mailcode.MaskedAddress;
import io.github.campusotp.mailcode.ProofScope;
import io.github.campusotp.mailcode.Purpose;
import io.github.campusotp.mailcode.RequiredActionProof;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.keycloak.authentication.RequiredActionContext;
import org.keycloak.events.EventType;
import org.keycloak.models.UserModel;
import org.keycloak.models.utils.FormMessage;
import org.keycloak.sessions.AuthenticationSessionModel;

/** The address that a user typed in this sign-on, until it is proved and stored. */
final class AddressChange {
  private static final String NEW_ADDRESS = "campus-recovery-address.new";
  private static final String RETYPING = "campus-recovery-address.retyping";
  private static final String FIRST = "campus-recovery-address.first";

  private final RequiredActionContext context;
  private final AuthenticationSessionModel signOn;
  private final Optional<String> old;
  private final AddressForm form;

  /**
   * @param context of the action
   * @param old the present address, if there is one
   */
  AddressChange(RequiredActionContext context, Optional<String> old) {
    this.context = context;
    this.signOn = context.getAuthenticationSession();
    this.old = old;
    this.form = new AddressForm(context, old);
  }

  /** The proof of the present mailbox as long as it is missing; empty if there is no mailbox. */
  Optional<CodeProof> missingProofOfOld() {
    return old.map(address -> proof(Mailbox.OLD, address)).filter(proof -> !proof.isGiven());
  }

  /**
   * Drops what was typed for a user without an address, if one was registered elsewhere meanwhile.
   *
   * @return whether it was
   */
  boolean isOvertaken() {
    boolean overtaken = old.isPresent() && signOn.getAuthNote(FIRST) != null;
    if (overtaken) {
      signOn.removeAuthNote(FIRST);
      signOn.removeAuthNote(NEW_ADDRESS);
    }
    return overtaken;
  }

  /** The address that was typed; empty as long as the user is typing. */
  Optional<String> typed() {
    return Optional.ofNullable(signOn.getAuthNote(NEW_ADDRESS))
        .filter(address -> signOn.getAuthNote(RETYPING) == null);
  }

  /** The proof of the mailbox of an address that was typed. */
  CodeProof proofOfNew(String typed) {
    return proof(Mailbox.NEW, typed);
  }

  private CodeProof proof(Mailbox mailbox, String address) {
    return proof(context, mailbox, address);
  }

  /** Also for another action of the same sign-on. */
  static CodeProof proof(RequiredActionContext context, Mailbox mailbox, String address) {
    return new CodeProof(
        new ProofScope(
            new RequiredActionProof(context, RecoveryAddressAction.ID),
            RecoveryConfig.of(context.getRealm()).code(),
            Purpose.ADDRESS,
            mailbox,
            address,
            Purpose.ADDRESS.word()));
  }

  /** The page with an empty field. */
  Response emptyForm() {
    return form.page("");
  }

  /** The page with what was typed, to correct it; empty if nothing was typed yet. */
  Optional<Response> retype() {
    Optional<String> typed = typed();
    typed.ifPresent(address -> signOn.setAuthNote(RETYPING, "true"));
    return typed.map(form::page);
  }

  /**
   * Takes what was sent from the page.
   *
   * @param text of the field, or null
   * @return the page again with what is wrong, or the page that asks for the mailed code
   */
  Response take(String text) {
    if (text == null) {
      return emptyForm();
    }
    if (old.isEmpty()) {
      signOn.setAuthNote(FIRST, "true");
    }
    TypedAddress typed = TypedAddress.of(text);
    Optional<FormMessage> problem = form.problemOf(typed);
    if (problem.isPresent()) {
      return form.page(text, problem.get());
    }
    CodeProof proof = proof(Mailbox.NEW, typed.text());
    if (!typed.text().equals(signOn.getAuthNote(NEW_ADDRESS))) {
      proof.forget();
    }
    signOn.setAuthNote(NEW_ADDRESS, typed.text());
    signOn.removeAuthNote(RETYPING);
    return proof.page();
  }

  /**
   * Stores the address, and tells the owners of both mailboxes of a change.
   *
   * @param address whose mailbox was just proved: the note may be another tab's by now
   */
  void store(String address) {
    UserModel user = context.getUser();
    RecoveryAddress.set(context.getSession(), user, address);
    signOn.removeAuthNote(NEW_ADDRESS);
    signOn.removeAuthNote(FIRST);
    EventDetails.place(
            context.getEvent().clone().event(EventType.UPDATE_PROFILE).user(user),
            RequestLocation.of(context.getSession()))
        .detail("recovery_address", MaskedAddress.of(address))
        .success();
    if (old.isPresent()) {
      Map<String, Object> details = Map.of("campusNewAddress", MaskedAddress.of(address));
      Stream.of(old.get(), address)
          .forEach(to -> Notice.send(context.getSession(), user, to, Purpose.ADDRESS, details));
    }
  }
}
