package dev.sulcus.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sulcus.fault.Fault;
import dev.sulcus.fault.FaultKind;
import dev.sulcus.weights.WeightStart.Origin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WeightStoreTest {
    @TempDir
    Path folder;

    private Path models;
    private Path root;
    private WeightStore store;

    @BeforeEach
    void open() throws IOException {
        models = folder.resolve("models");
        root = folder.resolve("store");
        store = new WeightStore(root);
        Path published = models.resolve("cnn/published.json");
        Files.createDirectories(published.getParent());
        Files.writeString(published, """
                {"name": "pulled", "url": "https://host/a.h5", "md5": "0123456789abcdef0123456789abcdef",
                 "licence": "x", "trainedOn": "y"}
                """);
    }

    @Test
    void shouldStartFromTheSeedWhenNothingIsThere() {
        WeightStart start = start(null);
        assertThat(start.origin()).isEqualTo(Origin.SEED);
        assertThat(start.values()).isEmpty();
        assertThat(start.sentence()).contains("drawn from the seed", "sulcus models pull cnn");
    }

    @Test
    void shouldTakeNamedThenPulledThenShipped() {
        WeightFile.writeSafetensors(models.resolve("cnn/weights.safetensors"), weights(1), true);
        assertThat(start(null).origin()).isEqualTo(Origin.SHIPPED);
        store.save("cnn", "pulled", weights(2));
        assertThat(start(null).origin()).isEqualTo(Origin.PULLED);
        Path mine = folder.resolve("mine.h5");
        WeightFile.writeKeras(mine, weights(3));
        WeightStart start = start(mine);
        assertThat(start.origin()).isEqualTo(Origin.NAMED);
        assertThat(start.values().get("dense/kernel")).isEqualTo(MadeUpWeights.values(weights(3), "dense/kernel"));
        assertThat(start.sentence()).contains("mine.h5", "SHA-256");
    }

    @Test
    void shouldTakeTheNameOfSomethingStored() {
        store.save("cnn", "other", weights(4));
        assertThat(start(Path.of("other")).file()).isEqualTo(store.file("cnn", "other"));
    }

    @Test
    void shouldNotPassOverOneThatIsDamaged() throws IOException {
        WeightFile.writeSafetensors(models.resolve("cnn/weights.safetensors"), weights(1), true);
        Files.createDirectories(root.resolve("cnn"));
        Files.writeString(store.file("cnn", "pulled"), "rubbish");
        assertThatThrownBy(() -> start(null)).isInstanceOf(Fault.class).hasMessageContaining("pulled.safetensors");
    }

    @Test
    void shouldListWhatIsThereAndWhatIsWrongWithIt() throws IOException {
        store.save("cnn", "sound", weights(1));
        Files.writeString(store.file("cnn", "bad"), "rubbish");
        assertThat(store.list()).extracting(WeightListing::name).containsExactly("bad", "sound");
        assertThat(store.list().get(0).facts()).containsOnlyKeys("problem");
        assertThat(store.list().get(1).numbers()).isEqualTo(MadeUpWeights.CNN.parameters());
        assertThat(store.list().get(1).facts()).containsEntry("source", "made up");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "..", "../up", "a/b", ".hidden", "a b"})
    void shouldRefuseNamesThatLeaveTheFolder(String name) {
        assertThatThrownBy(() -> store.file("cnn", name))
                .isInstanceOfSatisfying(
                        Fault.class, fault -> assertThat(fault.kind()).isEqualTo(FaultKind.USAGE));
    }

    private WeightStart start(Path named) {
        return WeightStore.startFor("cnn", MadeUpWeights.CNN, named, models, root);
    }

    private static WeightSet weights(long seed) {
        return MadeUpWeights.of(MadeUpWeights.CNN, seed);
    }
}
