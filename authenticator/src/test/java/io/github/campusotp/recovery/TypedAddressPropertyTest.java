package io.github.campusotp.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever is typed, what is taken for an address is one and can do no harm in a mail. */
class TypedAddressPropertyTest {
  private static final List<String> OWN = List.of("omu.ac.jp");

  @Provide
  Arbitrary<String> texts() {
    Arbitrary<String> piece =
        Arbitraries.of(
            "taro",
            "@",
            "＠",
            ".",
            "．",
            "..",
            "omu.ac.jp",
            "OMU.AC.JP",
            "example.com",
            "日本語.jp",
            "xn--",
            " ",
            "\r\n",
            "\u0000",
            "<",
            ">",
            "\"",
            ",",
            ";",
            ":",
            "(",
            "[192.0.2.1]",
            "Bcc: x@example.com",
            "\u200b",
            "\u3002",
            "-",
            "_",
            "+",
            "\ud800",
            "ı",
            "K");
    return Arbitraries.oneOf(
        Arbitraries.strings(), piece.list().ofMaxSize(8).map(pieces -> String.join("", pieces)));
  }

  @Property(tries = 5000)
  void what_is_taken_is_one_plain_address_of_bounded_length(@ForAll("texts") String typed) {
    TypedAddress address = TypedAddress.of(typed);
    if (address.isMailAddress()) {
      assertThat(address.text())
          .hasSizeLessThanOrEqualTo(254)
          .containsOnlyOnce("@")
          .doesNotContainPattern("[\\s\\p{Cntrl}<>\",;:()\\[\\]\\\\]");
    }
  }

  @Property(tries = 5000)
  void what_is_kept_is_read_the_same_when_typed_again(@ForAll("texts") String typed) {
    TypedAddress address = TypedAddress.of(typed);
    if (address.isMailAddress()) {
      assertThat(TypedAddress.of(address.text())).isEqualTo(address);
    }
  }

  /** Whatever stands before it, and in any case and width. */
  @Property
  void no_mailbox_of_the_university_gets_through(
      @ForAll("labels") String name,
      @ForAll("labels") String host,
      @ForAll boolean below,
      @ForAll boolean upper,
      @ForAll boolean wide) {
    String domain = (below ? host + "." : "") + "omu.ac.jp";
    String typed = name + "@" + (upper ? domain.toUpperCase(Locale.ROOT) : domain);
    TypedAddress address = TypedAddress.of(wide ? widened(typed) : typed);
    assertThat(address.within(OWN)).contains("omu.ac.jp");
  }

  @Provide
  Arbitrary<String> labels() {
    return Arbitraries.strings().withCharRange('a', 'z').ofMinLength(1).ofMaxLength(20);
  }

  private static String widened(String ascii) {
    StringBuilder wide = new StringBuilder();
    ascii.chars().forEach(c -> wide.append((char) (c - '!' + '！')));
    return wide.toString();
  }
}
