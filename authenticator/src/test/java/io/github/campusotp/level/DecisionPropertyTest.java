package io.github.campusotp.level;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.campusotp.level.Reason.Source;
import io.github.campusotp.network.ClientLocation;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever else is wanted, a level never falls, and each reason given is one that decides. */
class DecisionPropertyTest {
  @Provide
  Arbitrary<ClientLocation> locations() {
    return Arbitraries.of("10.64.0.1", "10.64.99.1", "203.0.113.5", "unknown")
        .map(DecisionTest::location);
  }

  @Provide
  Arbitrary<Reason> reasons() {
    return Combinators.combine(
            Arbitraries.of(Source.SERVICE, Source.REQUEST, Source.PERSON),
            Arbitraries.integers().between(-1, 4),
            Arbitraries.strings().alpha().ofMaxLength(3))
        .as(Reason::new);
  }

  @Property
  void one_more_who_wants_something_never_lowers_the_level(
      @ForAll @From("locations") ClientLocation location,
      @ForAll List<@From("reasons") Reason> others,
      @ForAll @From("reasons") Reason more) {
    List<Reason> all = new ArrayList<>(others);
    all.add(more);
    assertThat(Decision.of(location, all).level())
        .isGreaterThanOrEqualTo(Decision.of(location, others).level())
        .isGreaterThanOrEqualTo(more.level());
  }

  @Property
  void off_campus_a_password_is_never_enough(
      @ForAll @From("locations") ClientLocation location,
      @ForAll List<@From("reasons") Reason> others) {
    Decision decision = Decision.of(location, others);
    assertThat(decision.needsSecondFactor() || location.network().isPresent()).isTrue();
  }

  @Property
  void the_reasons_are_all_who_want_that_level_and_nobody_else(
      @ForAll @From("locations") ClientLocation location,
      @ForAll List<@From("reasons") Reason> others) {
    Decision decision = Decision.of(location, others);
    assertThat(decision.reasons()).isNotEmpty().allMatch(r -> r.level() == decision.level());
    assertThat(decision.reasons())
        .filteredOn(reason -> reason.source() != Source.NETWORK)
        .containsExactlyElementsOf(
            others.stream().filter(other -> other.level() == decision.level()).toList());
  }
}
