package dev.sulcus.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sulcus.artefact.Json;
import dev.sulcus.fault.Fault;
import dev.sulcus.fault.FaultKind;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SplitConfigTest {
    @Test
    void shouldReadBothKinds() {
        assertThat(SplitConfig.parse("keras:0.2")).isEqualTo(new SplitConfig(SplitConfig.Kind.KERAS, 0.2));
        assertThat(SplitConfig.parse("grouped:.25")).isEqualTo(new SplitConfig(SplitConfig.Kind.GROUPED, 0.25));
    }

    @ParameterizedTest
    @ValueSource(strings = {"keras:0.2", "grouped:0.15"})
    void shouldWriteWhatItReads(String rule) {
        assertThat(SplitConfig.parse(rule).rule()).isEqualTo(rule);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "keras", "keras:", ":0.2", "Keras:0.2", "random:0.2", "keras:a", "keras:0.2f", "keras:NaN"})
    void shouldRefuseNonsenseAndSayWhatIsRight(String rule) {
        assertUsage(rule, "the split is '" + rule + "'; it must be keras:FRACTION or grouped:FRACTION");
    }

    @ParameterizedTest
    @ValueSource(strings = {"keras:0", "grouped:1", "keras:-0.2", "grouped:20", "keras:1e999"})
    void shouldRefuseAFractionThatLeavesAPartEmpty(String rule) {
        assertUsage(rule, "it must be above 0 and below 1");
    }

    @Test
    void shouldBeItsRuleInJson(@TempDir Path folder) {
        Json.write(folder.resolve("split.json"), SplitConfig.DEFAULT);
        assertThat(folder.resolve("split.json")).hasContent("\"grouped:0.2\"\n");
        assertThat(Json.read(folder.resolve("split.json"), SplitConfig.class)).isEqualTo(SplitConfig.DEFAULT);
    }

    private static void assertUsage(String rule, String message) {
        assertThatThrownBy(() -> SplitConfig.parse(rule))
                .isInstanceOf(Fault.class)
                .hasMessageContaining(message)
                .extracting(fault -> ((Fault) fault).kind())
                .isEqualTo(FaultKind.USAGE);
    }
}
