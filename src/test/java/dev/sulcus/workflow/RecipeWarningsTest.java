package dev.sulcus.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sulcus.artefact.Json;
import dev.sulcus.device.DeviceChoice;
import dev.sulcus.device.Installation;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RecipeWarningsTest {
    @Test
    void shouldWarnOfAStartThatTheRecipeWasNotMeasuredWith() {
        assertThat(RecipeWarnings.of(from("pulled")))
                .singleElement()
                .asString()
                .contains("measured with the weights that come with Sulcus", "pulled", "two-stage.json");
        assertThat(RecipeWarnings.of(from("named"))).singleElement().asString().contains("with others");
        assertThat(RecipeWarnings.of(recipe("efficientnet-b0", null)))
                .singleElement()
                .asString()
                .contains("drawn from the seed");
    }

    @Test
    void shouldBeContentWithTheShippedStartAndWithTwoStages() {
        Path stages = Installation.models().resolve("efficientnet-b0/two-stage.json");
        assertThat(RecipeWarnings.of(from("shipped"))).isEmpty();
        assertThat(RecipeWarnings.of(recipe("efficientnet-b0", stages).startingFrom(start("pulled"))))
                .isEmpty();
        assertThat(RecipeWarnings.of(recipe("cnn", null))).isEmpty();
        assertThat(RecipeWarnings.of(recipe("logistic", null))).isEmpty();
    }

    @Test
    void shouldWarnOfMoreLayersThanThereAre() {
        assertThat(RecipeWarnings.of(unfrozen("300")))
                .singleElement()
                .asString()
                .contains("unfreeze is 300, but efficientnet-b0 has", "all of them are trained");
        assertThat(RecipeWarnings.of(unfrozen("30"))).isEmpty();
        assertThat(RecipeWarnings.of(unfrozen("all"))).isEmpty();
    }

    @Test
    void shouldWarnOfABfloat16ThatTheCpuLacks() {
        Recipe narrow = recipe("cnn", null).with(Json.tree(Map.of("training", Map.of("precision", "bfloat16"))));
        assertThat(RecipeWarnings.slow(narrow, DeviceChoice.CPU, false))
                .get()
                .asString()
                .contains("AVX-512");
        assertThat(RecipeWarnings.slow(narrow, DeviceChoice.CPU, true)).isEmpty();
        assertThat(RecipeWarnings.slow(narrow, DeviceChoice.GPU, false)).isEmpty();
        assertThat(RecipeWarnings.slow(recipe("cnn", null), DeviceChoice.CPU, false))
                .isEmpty();
    }

    private static Recipe unfrozen(String layers) {
        return from("shipped").with(Json.tree(Map.of("training", Map.of("unfreeze", layers))));
    }

    private static Recipe from(String origin) {
        return recipe("efficientnet-b0", null).startingFrom(start(origin));
    }

    private static StartSpec start(String origin) {
        return new StartSpec(origin, "weights.h5", "0".repeat(64), "starts from weights.h5");
    }

    private static Recipe recipe(String model, Path changes) {
        return Recipe.load(Installation.models(), model, changes);
    }
}
