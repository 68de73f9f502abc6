package dev.sulcus.artefact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sulcus.fault.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {
    @TempDir
    Path folder;

    @Test
    void shouldReplaceAFileAndMakeItsFolder() throws IOException {
        Path target = folder.resolve("new/deep/a.txt");
        AtomicFile.writeText(target, "old");
        AtomicFile.writeText(target, "näch");
        assertThat(target).hasContent("näch");
        assertThat(names(target.resolveSibling("."))).containsExactly("a.txt");
    }

    @Test
    void shouldKeepTheOldFileWhenTheBodyFails() throws IOException {
        Path target = folder.resolve("a.txt");
        AtomicFile.writeText(target, "old");
        assertThatThrownBy(() -> AtomicFile.write(target, out -> {
                    out.write(new byte[1 << 18]);
                    throw new IOException("disk full");
                }))
                .isInstanceOf(Fault.class)
                .hasMessageContainingAll("cannot write", "a.txt", "disk full");
        assertThat(target).hasContent("old");
        assertThat(names(folder)).containsExactly("a.txt");
    }

    @Test
    void shouldLeaveNothingWhenTheBodyFailsUnexpectedly() throws IOException {
        assertThatThrownBy(() -> AtomicFile.write(folder.resolve("a.txt"), out -> {
                    throw new IllegalStateException("defect");
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(names(folder)).isEmpty();
    }

    @Test
    void shouldNotTripOverWhatAKilledProcessOfTheSameNumberLeft() throws IOException {
        var own = new ArrayList<String>();
        AtomicFile.write(folder.resolve("a.txt"), out -> own.addAll(names(folder)));
        String name = own.get(0);
        int number = Integer.parseInt(name.substring(name.lastIndexOf('-') + 1, name.length() - ".tmp".length()));
        for (int next = number + 1; next < number + 20; next++) {
            String temporary = name.replace("-" + number + ".tmp", "-" + next + ".tmp");
            Files.writeString(folder.resolve(temporary), "torn");
            Path torn = Files.createDirectories(folder.resolve(temporary.replace(".a.txt.", ".b.")));
            Files.writeString(torn.resolve("left-over"), "torn");
        }
        AtomicFile.writeText(folder.resolve("a.txt"), "whole");
        AtomicFile.writeFolder(folder.resolve("b"), filled -> Files.writeString(filled.resolve("x"), "whole"));
        assertThat(folder.resolve("a.txt")).hasContent("whole");
        assertThat(names(folder.resolve("b"))).containsExactly("x");
    }

    @Test
    void shouldReplaceAFolderAsAWhole() throws IOException {
        Path target = folder.resolve("model");
        AtomicFile.writeFolder(target, filled -> Files.writeString(filled.resolve("old"), "1"));
        AtomicFile.writeFolder(target, filled -> Files.writeString(filled.resolve("new"), "2"));
        assertThat(names(target)).containsExactly("new");
        assertThat(names(folder)).containsExactly("model");
    }

    @Test
    void shouldKeepTheOldFolderWhenTheFillerFails() throws IOException {
        Path target = folder.resolve("model");
        AtomicFile.writeFolder(target, filled -> Files.writeString(filled.resolve("old"), "1"));
        assertThatThrownBy(() -> AtomicFile.writeFolder(target, filled -> {
                    Files.writeString(filled.resolve("half"), "2");
                    throw new IOException("disk full");
                }))
                .isInstanceOf(Fault.class)
                .hasMessageContaining("model");
        assertThat(names(target)).containsExactly("old");
        assertThat(names(folder)).containsExactly("model");
    }

    @Test
    void shouldWriteManyTargetsAndOneTargetAtOnce() throws IOException {
        IntStream.range(0, 64).parallel().forEach(i -> {
            AtomicFile.writeText(folder.resolve("own-" + i), "content " + i);
            AtomicFile.writeText(folder.resolve("shared"), "x".repeat(100_000));
        });
        for (int i = 0; i < 64; i++) {
            assertThat(folder.resolve("own-" + i)).hasContent("content " + i);
        }
        assertThat(folder.resolve("shared")).hasSize(100_000);
        assertThat(names(folder)).hasSize(65);
    }

    @Test
    void shouldDeleteLinksButNotWhatTheyPointTo() throws IOException {
        Path kept = Files.createDirectories(folder.resolve("kept"));
        Files.writeString(kept.resolve("file"), "precious");
        Path tree = Files.createDirectories(folder.resolve("tree/sub"));
        Files.createSymbolicLink(tree.resolve("link"), kept);
        AtomicFile.deleteTree(folder.resolve("tree"));
        assertThat(folder.resolve("tree")).doesNotExist();
        assertThat(kept.resolve("file")).hasContent("precious");

        AtomicFile.deleteTree(Files.createSymbolicLink(folder.resolve("root"), kept));
        assertThat(names(folder)).containsExactly("kept");
        assertThat(kept.resolve("file")).hasContent("precious");
    }

    @Test
    void shouldDeleteALinkThatPointsNowhere() throws IOException {
        AtomicFile.deleteTree(Files.createSymbolicLink(folder.resolve("dangling"), folder.resolve("gone")));
        assertThat(names(folder)).isEmpty();
    }

    @Test
    void shouldDeleteNothingWhereNothingIs() {
        AtomicFile.deleteTree(folder.resolve("gone"));
        AtomicFile.deleteFile(folder.resolve("gone"));
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void shouldNameAFileThatCannotBeDeleted() throws IOException {
        Files.createDirectories(folder.resolve("full/sub"));
        assertThatThrownBy(() -> AtomicFile.deleteFile(folder.resolve("full")))
                .isInstanceOf(Fault.class)
                .hasMessageContainingAll("cannot delete", "full");
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> children = Files.list(folder)) {
            return children.map(child -> child.getFileName().toString())
                    .sorted()
                    .toList();
        }
    }
}
