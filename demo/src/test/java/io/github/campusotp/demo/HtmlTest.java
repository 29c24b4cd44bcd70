package io.github.campusotp.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class HtmlTest {

  @Test
  void escapesValues() {
    assertThat(Html.of("error", Map.of("id", "a\"b", "message", "<b>&'$1\\")).markup())
        .contains("id=\"a&quot;b\"")
        .contains("&lt;b&gt;&amp;&#39;$1\\");
  }

  @Test
  void takesMarkupAsItIs() {
    Html inner = Html.of("error", Map.of("id", "x", "message", "y"));

    assertThat(Html.of("portal", Map.of("error", inner, "person", Html.NOTHING)).markup())
        .contains("<p class=\"error\" id=\"x\"");
  }

  @Test
  void missesNoValueSilently() {
    assertThatThrownBy(() -> Html.of("error", Map.of("id", "x")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("message");
  }
}
