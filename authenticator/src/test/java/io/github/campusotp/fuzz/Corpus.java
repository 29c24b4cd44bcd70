package io.github.campusotp.fuzz;

import com.fasterxml.jackson.core.type.TypeReference;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.ArgumentsProvider;
import org.junit.jupiter.params.support.ParameterDeclarations;
import org.keycloak.util.JsonSerialization;

/** The arguments that a test class keeps beside it, in JSON, by the name of the method. */
final class Corpus implements ArgumentsProvider {
  @Override
  public Stream<? extends Arguments> provideArguments(
      ParameterDeclarations parameters, ExtensionContext context) throws IOException {
    Class<?> test = context.getRequiredTestClass();
    Map<String, List<Object[]>> corpus;
    try (InputStream json = test.getResourceAsStream(test.getSimpleName() + ".json")) {
      corpus = JsonSerialization.readValue(json, new TypeReference<>() {});
    }
    return corpus.get(context.getRequiredTestMethod().getName()).stream().map(Corpus::named);
  }

  /** By all of them in one line, whatever they hold. */
  private static Arguments named(Object[] arguments) {
    Object[] named = arguments.clone();
    named[0] = Named.of(JsonSerialization.valueAsString(arguments), arguments[0]);
    return Arguments.of(named);
  }
}
