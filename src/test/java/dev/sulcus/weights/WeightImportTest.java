package dev.sulcus.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sulcus.fault.Fault;
import dev.sulcus.support.FileServer;
import dev.sulcus.support.Golden;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WeightImportTest {
    private static final Path FILE = Golden.resource("cnn32/initial.h5");
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 23);

    @TempDir
    Path folder;

    private WeightStore store;
    private String md5;

    @BeforeEach
    void open() {
        store = new WeightStore(folder);
        md5 = WeightSource.of(FILE, Layout.KERAS_H5).md5();
    }

    @Test
    void shouldKeepTheNumbersAndWhereTheyComeFrom() {
        var imported = importer("http://host/file.h5", "0".repeat(32)).file(FILE, null);
        assertThat(imported.listing().name()).isEqualTo("initial");
        WeightSet kept = WeightFile.read(store.file("cnn", "initial"), "cnn", MadeUpWeights.CNN);
        for (WeightArray array : imported.weights().arrays()) {
            assertThat(MadeUpWeights.values(kept, array.path())).isEqualTo(array.values());
        }
        assertThat(kept.facts())
                .containsEntry("source", "initial.h5")
                .containsEntry("md5", md5)
                .containsEntry("imported", "2026-11-23")
                .containsEntry("layout", "Keras HDF5, a group per layer");
        assertThat(kept.facts().get("licence")).contains("not stated");
    }

    @Test
    void shouldKnowThePublishedFileByItsContent() {
        var imported = importer("http://host/file.h5", md5).file(FILE, null);
        assertThat(imported.listing().name()).isEqualTo("published");
        assertThat(imported.listing().facts())
                .containsEntry("source", "http://host/file.h5")
                .containsEntry("licence", "a licence");
    }

    @Test
    void shouldNotReplaceOtherWeightsOfTheSameNameUnseen() throws IOException {
        var importer = importer("http://host/file.h5", "0".repeat(32));
        importer.file(FILE, null);
        Path other = Files.createDirectory(folder.resolve("elsewhere")).resolve("initial.h5");
        WeightFile.writeKeras(other, MadeUpWeights.of(MadeUpWeights.CNN, 9));
        assertThatThrownBy(() -> importer.file(other, null))
                .isInstanceOf(Fault.class)
                .hasMessageContaining("other weights are kept as initial already")
                .hasMessageContaining("--out");
        assertThat(importer.file(other, "second").listing().name()).isEqualTo("second");
        assertThat(importer.file(FILE, null).listing().name()).isEqualTo("initial"); // the same file again
    }

    @Test
    void shouldKeepTheOriginOfWeightsThatAreImportedAgain() {
        importer("http://host/file.h5", md5).file(FILE, null);
        var again = importer("http://host/file.h5", md5).file(store.file("cnn", "published"), "copy");
        assertThat(again.listing().facts())
                .containsEntry("source", "http://host/file.h5")
                .containsEntry("md5", md5);
    }

    @Test
    void shouldRefuseAnotherFileInThePublishedOnesPlace() {
        var importer = importer("http://host/file.h5", "0".repeat(32));
        assertThatThrownBy(() -> importer.publishedFile(FILE, false))
                .isInstanceOf(Fault.class)
                .hasMessageContaining("its MD5 is " + md5);
        assertThat(store.list()).isEmpty();
        var accepted = importer.publishedFile(FILE, true).listing();
        assertThat(accepted.name()).isEqualTo("published");
        assertThat(accepted.facts()).containsEntry("unchecked", "not the published file");
    }

    @Test
    void shouldFetchCheckAndKeep() throws IOException {
        try (var server = FileServer.start(Files.readAllBytes(FILE))) {
            server.breakAfter(20_000);
            var fetched = importer(server.url().toString(), md5).fetched((done, total) -> {});
            assertThat(fetched.weights().numbers()).isEqualTo(MadeUpWeights.CNN.parameters());
        }
        assertThat(store.folder("cnn").toFile().list()).containsExactly("published.safetensors");
    }

    @Test
    void shouldKnowThatThePublishedFileIsHereAlready() {
        var importer = importer("http://host/file.h5", md5);
        assertThat(importer.kept()).isNull();
        importer.publishedFile(FILE, false);
        assertThat(importer.kept().name()).isEqualTo("published");
        var another = importer("http://host/file.h5", "0".repeat(32));
        another.publishedFile(FILE, true);
        assertThat(another.kept()).isNull();
    }

    @Test
    void shouldDeleteWhatIsNotThePublishedFile() throws IOException {
        try (var server = FileServer.start(new byte[1_000])) {
            var importer = importer(server.url().toString(), md5);
            assertThatThrownBy(() -> importer.fetched((done, total) -> {}))
                    .isInstanceOf(Fault.class)
                    .hasMessageContaining("not the published file")
                    .hasMessageContaining("deleted");
        }
        assertThat(store.folder("cnn").toFile().list()).isEmpty();
    }

    private WeightImport importer(String url, String hash) {
        var published = new PublishedWeights("published", URI.create(url), hash, "a licence", null);
        return new WeightImport(store, "cnn", MadeUpWeights.CNN, published, TODAY);
    }
}
