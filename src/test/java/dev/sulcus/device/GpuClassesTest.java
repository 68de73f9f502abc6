package dev.sulcus.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sulcus.artefact.Json;
import dev.sulcus.fault.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GpuClassesTest {
    private static final Path FILE = Installation.nativeConfig().resolve("gpu.json");
    private static final GpuConfig OTHER = GpuConfig.DEFAULT;
    private static final GpuConfig NINE = OTHER.with(true, null);
    private static final GpuConfig EIGHT_SIX = OTHER.with(null, true);

    @TempDir
    Path folder;

    private final GpuClasses classes = new GpuClasses(Map.of("other", OTHER, "9", NINE, "8.6", EIGHT_SIX));

    @Test
    void shouldTakeTheMostSpecificName() {
        assertThat(classes.of("8.6")).isEqualTo(EIGHT_SIX);
        assertThat(classes.of("8.0")).isEqualTo(OTHER);
        assertThat(classes.of("9.0")).isEqualTo(NINE);
        assertThat(classes.of("10.0")).isEqualTo(OTHER);
        assertThat(classes.of(null)).isEqualTo(OTHER);
    }

    @ParameterizedTest
    @ValueSource(strings = {"7.5", "8.0", "8.6", "8.9", "9.0", "10.0", "12.0"})
    void shouldKeepFloat32WhatItSaysOnEveryCardByDefault(String capability) {
        GpuConfig config = Json.read(FILE, GpuClasses.class).of(capability);
        assertThat(config.tf32()).isFalse();
        assertThat(config.xla()).isFalse();
        assertThat(config.autoMixedPrecision()).isNotEqualTo(GpuConfig.Rewriting.ON);
        assertThat(config.allowGrowth()).isTrue();
    }

    @Test
    void shouldSuggestWhatTheTensorCoresOfACardTake() {
        GpuClasses read = Json.read(FILE, GpuClasses.class);
        assertThat(read.of("7.5").precision()).isEqualTo(Precision.FLOAT16);
        assertThat(read.of("8.0").precision()).isEqualTo(Precision.BFLOAT16);
        assertThat(read.of("9.0").precision()).isEqualTo(Precision.BFLOAT16);
    }

    @Test
    void shouldSayWhichMemberIsMissing() throws IOException {
        var tree = (ObjectNode) Json.tree(new GpuClasses(Map.of("other", OTHER)));
        ((ObjectNode) tree.path("cards").path("other")).remove("autotune");
        Path file = Files.writeString(folder.resolve("gpu.json"), Json.pretty(tree));
        assertThatThrownBy(() -> Json.read(file, GpuClasses.class))
                .isInstanceOf(Fault.class)
                .hasMessageContaining("gpu.json")
                .hasMessageContaining("autotune");
    }

    @Test
    void shouldRefuseNamesThatNoCardHas() {
        assertThatThrownBy(() -> new GpuClasses(Map.of("other", OTHER, "hopper", NINE)))
                .isInstanceOf(Fault.class)
                .hasMessageContaining("hopper");
        assertThatThrownBy(() -> new GpuClasses(Map.of("9", NINE)))
                .isInstanceOf(Fault.class)
                .hasMessageContaining("other");
    }
}
