package io.github.campusotp.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Markup that is safe to send: from a template of this package, with every value escaped. */
record Html(String markup) {

  static final Html NOTHING = new Html("");

  private static final Pattern PLACE = Pattern.compile("\\{\\{(\\w+)}}");
  private static final Map<String, String> TEMPLATES = new ConcurrentHashMap<>();

  /**
   * Fills a template.
   *
   * @param template name of a resource beside this class, without {@code .html}
   * @param values what stands for each <code>{{name}}</code>: Html as it is, else escaped text
   */
  static Html of(String template, Map<String, ?> values) {
    Matcher places = PLACE.matcher(TEMPLATES.computeIfAbsent(template + ".html", Html::resource));
    return new Html(
        places.replaceAll(
            place -> {
              Object value = values.get(place.group(1));
              if (value == null) {
                throw new IllegalArgumentException(template + " needs " + place.group(1));
              }
              return Matcher.quoteReplacement(
                  value instanceof Html html ? html.markup : escape(value.toString()));
            }));
  }

  static Html join(List<Html> parts) {
    return new Html(parts.stream().map(Html::markup).collect(Collectors.joining()));
  }

  static String resource(String name) {
    try (InputStream content = Html.class.getResourceAsStream(name)) {
      if (content == null) {
        throw new IllegalArgumentException("No resource " + name);
      }
      return new String(content.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
