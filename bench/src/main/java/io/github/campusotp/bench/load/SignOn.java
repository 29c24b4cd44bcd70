package io.github.campusotp.bench.load;

/** A way to sign on: Keycloak's own, and ours that is to cost no more. */
enum SignOn {
  KEYCLOAK_PASSWORD("Keycloak's `browser`, a password", People.PLAIN, false, false),
  CAMPUS("`campus browser`, on campus", People.MEMBERS, false, true),
  KEYCLOAK_OTP(
      "Keycloak's `browser`, a password and a one-time password", People.KEYED, true, false),
  OFF_CAMPUS("`campus browser`, off campus", People.MEMBERS, true, false);

  private final String title;
  private final People people;
  private final boolean asksForOtp;
  private final boolean onCampus;

  SignOn(String title, People people, boolean asksForOtp, boolean onCampus) {
    this.title = title;
    this.people = people;
    this.asksForOtp = asksForOtp;
    this.onCampus = onCampus;
  }

  String title() {
    return title;
  }

  People people() {
    return people;
  }

  boolean asksForOtp() {
    return asksForOtp;
  }

  String address() {
    return onCampus ? "10.64.0.20" : "203.0.113.20";
  }

  /** Keycloak's way that does the same for the person. */
  SignOn peer() {
    return asksForOtp ? KEYCLOAK_OTP : KEYCLOAK_PASSWORD;
  }
}
