package dev.sulcus.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sulcus.fault.Fault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ScenarioTest {
    @ParameterizedTest
    @EnumSource(Scenario.class)
    void shouldBeFoundByItsWord(Scenario scenario) {
        assertThat(Scenario.named(scenario.word())).isEqualTo(scenario);
        assertThat(scenario.leastQueries(true)).isLessThanOrEqualTo(scenario.leastQueries(false));
    }

    @Test
    void shouldAskForWhatLoadGenAsksFor() {
        assertThat(Scenario.LEAST_SECONDS).isEqualTo(600);
        assertThat(Scenario.SINGLE_STREAM.percentile()).isEqualTo(90);
        assertThat(Scenario.MULTI_STREAM.percentile()).isEqualTo(99);
        assertThat(Scenario.MULTI_STREAM.picturesPerQuery()).isEqualTo(8);
        assertThat(Scenario.OFFLINE.leastQueries(false)).isEqualTo(24_576);
        // The fewest queries by which its early-stopping rule can say anything.
        for (Scenario scenario : new Scenario[] {Scenario.SINGLE_STREAM, Scenario.MULTI_STREAM, Scenario.SERVER}) {
            long least = scenario.leastQueries(false);
            assertThat(TailEstimate.longer(least, scenario.percentile())).isEqualTo(1);
            assertThat(TailEstimate.longer(least - 1, scenario.percentile())).isLessThan(1);
        }
    }

    @Test
    void shouldNameAllWhenOneIsUnknown() {
        assertThatThrownBy(() -> Scenario.named("batch"))
                .isInstanceOf(Fault.class)
                .hasMessage("--scenario is 'batch'; it must be among single-stream, multi-stream, server, offline");
    }

    @Test
    void shouldRefuseALengthThatMakesNoSense() {
        assertThatThrownBy(() -> new LoadConfig(-1, 1, 1)).hasMessageContaining("--min-seconds is -1.0 seconds");
        assertThatThrownBy(() -> new LoadConfig(1, 0, 1)).hasMessageContaining("--min-queries is 0");
        assertThatThrownBy(() -> new LoadConfig(1, 1, 0)).hasMessageContaining("--max-seconds is 0.0 seconds");
    }
}
