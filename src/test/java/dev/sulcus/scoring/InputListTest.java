package dev.sulcus.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InputListTest {
    @TempDir
    Path folder;

    @Test
    void shouldSearchFoldersToTheBottomInCodePointOrder() throws IOException {
        write("b.png", "a/deep/er/x.jpg", "a/B.png", "a/a.png", "a/ä.png");
        assertThat(collect(folder)).containsExactly("a/B.png", "a/a.png", "a/deep/er/x.jpg", "a/ä.png", "b.png");
    }

    @Test
    void shouldTakeEveryFileWhateverItsNameSays() throws IOException {
        write("scan", "notes.txt", "scan.dcm");
        assertThat(collect(folder)).containsExactly("notes.txt", "scan", "scan.dcm");
    }

    @Test
    void shouldTakeAFileOnceHoweverOftenItIsNamed() throws IOException {
        write("a/x.png", "a/y.png");
        Path a = folder.resolve("a");
        Path roundabout = folder.resolve("a/../a/x.png");
        assertThat(collect(a.resolve("x.png"), a, a, roundabout, folder)).containsExactly("a/x.png", "a/y.png");
    }

    @Test
    void shouldTakeARelativeAndAnAbsolutePathForTheSameFile() {
        Path relative = Path.of("pom.xml");
        InputList list = InputList.collect(List.of(relative, relative.toAbsolutePath()));
        assertThat(list.files()).containsExactly(new InputFile("pom.xml", relative));
    }

    @Test
    void shouldLeaveOutHiddenFilesAndFoldersUnlessTheyAreNamed() throws IOException {
        write(".hidden.png", ".git/x.png", "__MACOSX/x.png", "Thumbs.db", "desktop.ini", "x.png");
        assertThat(collect(folder)).containsExactly("x.png");
        assertThat(collect(folder.resolve(".hidden.png"))).containsExactly(".hidden.png");
        assertThat(collect(folder.resolve(".git"))).containsExactly(".git/x.png");
    }

    @Test
    void shouldQuarantineWhatIsNotThere() throws IOException {
        write("x.png");
        InputList list = InputList.collect(List.of(folder.resolve("gone"), folder));
        assertThat(list.files()).hasSize(1);
        assertThat(list.unreadable()).singleElement().satisfies(scan -> {
            assertThat(scan.path()).isEqualTo(folder.resolve("gone").toString());
            assertThat(scan.reason()).contains("no such file");
        });
    }

    @Test
    void shouldFollowLinksButNotRoundALoop() throws IOException {
        write("a/x.png", "elsewhere/y.png");
        Files.createSymbolicLink(folder.resolve("a/loop"), folder.resolve("a"));
        Files.createSymbolicLink(folder.resolve("a/linked"), folder.resolve("elsewhere"));
        InputList list = assertTimeoutPreemptively(
                Duration.ofSeconds(10), () -> InputList.collect(List.of(folder.resolve("a"))));
        assertThat(names(list)).containsExactly("a/linked/y.png", "a/x.png");
        assertThat(list.unreadable())
                .as("what a loop leads to is listed already")
                .isEmpty();
    }

    @Test
    void shouldLetALinkThatPointsNowhereBeFoundOutLater() throws IOException {
        Files.createSymbolicLink(folder.resolve("dangling.png"), folder.resolve("gone.png"));
        InputList inside = InputList.collect(List.of(folder));
        assertThat(inside.files().size() + inside.unreadable().size()).isEqualTo(1);
        InputList named = InputList.collect(List.of(folder.resolve("dangling.png")));
        assertThat(named.unreadable()).hasSize(1);
    }

    @Test
    void shouldFindNothingInAnEmptyFolder() {
        assertThat(InputList.collect(List.of(folder))).isEqualTo(new InputList(List.of(), List.of()));
    }

    private void write(String... names) throws IOException {
        for (String name : names) {
            Path file = folder.resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, name);
        }
    }

    private List<String> collect(Path... inputs) {
        return names(InputList.collect(Stream.of(inputs).toList()));
    }

    private List<String> names(InputList list) {
        return list.files().stream()
                .map(input -> folder.relativize(input.file().normalize()).toString())
                .toList();
    }
}
