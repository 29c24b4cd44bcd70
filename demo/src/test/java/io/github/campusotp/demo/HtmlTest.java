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

    Map<String, Object> values =
        Map.of("title", "t", "english", "e", "error", inner, "person", Html.NOTHING);
    assertThat(Html.of("oidc", values).markup()).contains("<p class=\"error\" id=\"x\"");
  }

  @Test
  void missesNoValueSilently() {
    assertThatThrownBy(() -> Html.of("error", Map.of("id", "x")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("message");
  }
}
