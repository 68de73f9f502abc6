package dev.sulcus.phantom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sulcus.artefact.Json;
import dev.sulcus.artefact.Sha256;
import dev.sulcus.fault.Fault;
import dev.sulcus.phantom.PhantomTruth.PhantomFile;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PhantomSetTest {
    private static final PhantomSetConfig SETTINGS =
            new PhantomSetConfig(40, 11, 0.55, 6, new PhantomConfig(64, 128, 0.06, 0.18, 1, 1));

    @TempDir
    Path folder;

    @Test
    void shouldWriteWhatTheTruthSays() throws IOException {
        PhantomTruth truth = PhantomSet.write(folder.resolve("set"), SETTINGS);
        assertThat(truth.files()).hasSize(40);
        assertThat(paths(folder.resolve("set"), ".png", ".jpg"))
                .containsExactlyInAnyOrderElementsOf(
                        truth.files().stream().map(PhantomFile::path).toList());
        for (PhantomFile file : truth.files()) {
            BufferedImage image =
                    ImageIO.read(folder.resolve("set").resolve(file.path()).toFile());
            assertThat(image.getWidth()).isEqualTo(file.width());
            assertThat(image.getHeight()).isEqualTo(file.height());
            assertThat(file.path()).startsWith(file.label() == 1 ? "yes/" : "no/");
            assertThat(file.lesion() == null).isEqualTo(file.label() == 0);
        }
    }

    @Test
    void shouldKeepTheTruthBesideTheFolders() {
        PhantomTruth truth = PhantomSet.write(folder.resolve("set"), SETTINGS);
        assertThat(Json.read(folder.resolve("set").resolve(PhantomSet.TRUTH), PhantomTruth.class))
                .isEqualTo(truth);
    }

    @Test
    void shouldHoldTheCopiesItSays() {
        List<PhantomFile> files =
                PhantomSet.write(folder.resolve("set"), SETTINGS).files();
        List<PhantomFile> copies =
                files.stream().filter(file -> file.copyOf() != null).toList();
        assertThat(copies).hasSize(6);
        assertThat(copies).extracting(PhantomFile::copyOf).doesNotHaveDuplicates();
        assertThat(copies).allSatisfy(copy -> assertThat(files)
                .anyMatch(file -> file.path().equals(copy.copyOf()) && file.label() == copy.label()));
    }

    @Test
    void shouldKeepTheShareOfLesionsAndMixTheFormatsInBothClasses() {
        List<PhantomFile> originals = PhantomSet.write(folder.resolve("set"), SETTINGS).files().stream()
                .filter(file -> file.copyOf() == null)
                .toList();
        assertThat(originals).filteredOn(file -> file.label() == 1).hasSize(19);
        for (String kind : List.of("no/.*png", "no/.*jpg", "yes/.*png", "yes/.*jpg")) {
            assertThat(originals).anyMatch(file -> file.path().matches(kind));
        }
    }

    @Test
    void shouldWriteTheSameBytesAgainAndOthersForAnotherSeed() throws IOException {
        PhantomSet.write(folder.resolve("one"), SETTINGS);
        PhantomSet.write(folder.resolve("two"), SETTINGS);
        var other = new PhantomSetConfig(40, 12, 0.55, 6, SETTINGS.drawing());
        PhantomSet.write(folder.resolve("three"), other);
        assertThat(digest(folder.resolve("two"))).isEqualTo(digest(folder.resolve("one")));
        assertThat(digest(folder.resolve("three"))).isNotEqualTo(digest(folder.resolve("one")));
    }

    @Test
    void shouldReplaceAnOlderSetButNoFolderOfOtherThings() throws IOException {
        PhantomSet.write(folder.resolve("set"), SETTINGS);
        var fewer = new PhantomSetConfig(4, 1, 0.5, 0, SETTINGS.drawing());
        PhantomSet.write(folder.resolve("set"), fewer);
        assertThat(paths(folder.resolve("set"), ".png", ".jpg")).hasSize(4);
        Path mine =
                Files.writeString(Files.createDirectory(folder.resolve("mine")).resolve("letter.txt"), "dear");
        assertThatThrownBy(() -> PhantomSet.write(folder.resolve("mine"), fewer))
                .isInstanceOf(Fault.class)
                .hasMessageContaining("mine holds other files");
        assertThat(mine).hasContent("dear");
    }

    @Test
    void shouldNameTheSettingThatIsOutOfRange() {
        PhantomConfig drawing = SETTINGS.drawing();
        assertThatThrownBy(() -> new PhantomSetConfig(3, 1, 0.5, 0, drawing)).hasMessageContaining("count is 3");
        assertThatThrownBy(() -> new PhantomSetConfig(40, 1, 1, 0, drawing)).hasMessageContaining("lesionShare is 1");
        assertThatThrownBy(() -> new PhantomSetConfig(40, 1, 0.5, 11, drawing)).hasMessageContaining("copies is 11");
    }

    private static List<String> paths(Path root, String... endings) throws IOException {
        try (Stream<Path> tree = Files.walk(root)) {
            return tree.filter(Files::isRegularFile)
                    .map(file -> root.relativize(file).toString().replace('\\', '/'))
                    .filter(path -> Stream.of(endings).anyMatch(path::endsWith))
                    .sorted()
                    .toList();
        }
    }

    private static String digest(Path root) throws IOException {
        var all = new StringBuilder();
        for (String path : paths(root, "")) {
            all.append(path).append(Sha256.of(root.resolve(path)));
        }
        return Sha256.of(all.toString());
    }
}
