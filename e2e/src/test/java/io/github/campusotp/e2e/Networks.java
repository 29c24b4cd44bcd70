package io.github.campusotp.e2e;

/** Addresses in and around the networks that the demo is configured with. */
public final class Networks {
  public static final String OMUNET = "10.64.1.20";
  public static final String EDUROAM = "10.80.0.20";
  public static final String VPN = "10.64.99.20";
  public static final String HOME = "203.0.113.20";
  public static final String HOME_V6 = "2001:db8:ffff::20";

  private Networks() {}
}
