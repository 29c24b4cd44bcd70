package io.github.campusotp.network;

/**
 * What is wrong with a setting about proxies.
 *
 * @param setting its name
 * @param what is wrong
 * @param cure what to do
 */
public record ProxyWarning(String setting, String what, String cure) {
  @Override
  public String toString() {
    return setting + ": " + what + ": " + cure;
  }
}
