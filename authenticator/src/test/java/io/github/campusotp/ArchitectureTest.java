package io.github.campusotp;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Which package may use which: each only those that stand behind it in the list. */
class ArchitectureTest {
  private static final String OURS = "io.github.campusotp.";

  private static final List<String> FROM_THE_TOP =
      List.of(
          "office",
          "metrics",
          "finding",
          "people",
          "claim",
          "start",
          "manage",
          "site",
          "reset",
          "signin",
          "otpkey",
          "recovery",
          "mailcode",
          "pass",
          "backup",
          "limit",
          "keycloak",
          "realmfile",
          "location",
          "level",
          "network");

  private static final List<String> ALONE = List.of("claim", "limit", "keycloak", "network");

  private static final JavaClasses EXTENSION =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.github.campusotp");

  @Test
  void everyPackageHasItsPlace() {
    assertThat(EXTENSION)
        .extracting(JavaClass::getPackageName)
        .allMatch(name -> FROM_THE_TOP.contains(name.substring(OURS.length())));
  }

  @ParameterizedTest
  @FieldSource("FROM_THE_TOP")
  void aPackageKnowsNoneAboveIt(String name) {
    String[] above =
        FROM_THE_TOP.subList(0, FROM_THE_TOP.indexOf(name)).stream()
            .map(OURS::concat)
            .toArray(String[]::new);
    noClasses()
        .that()
        .resideInAPackage(OURS + name)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(above)
        .check(EXTENSION);
  }

  /** Limit and idioms stand side by side: neither uses the other, nor anything else of ours. */
  @ParameterizedTest
  @FieldSource("ALONE")
  void aPackageStandsAlone(String name) {
    noClasses()
        .that()
        .resideInAPackage(OURS + name)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            FROM_THE_TOP.stream()
                .filter(other -> !other.equals(name))
                .map(OURS::concat)
                .toArray(String[]::new))
        .check(EXTENSION);
  }

  @Test
  void theDecisionIsPlainJava() {
    classes()
        .that()
        .resideInAnyPackage(OURS + "level", OURS + "network")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "java..", OURS + "level", OURS + "network", "org.apache.commons.net.util")
        .check(EXTENSION);
  }
}
