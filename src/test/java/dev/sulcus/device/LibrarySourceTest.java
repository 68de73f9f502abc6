package dev.sulcus.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sulcus.fault.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LibrarySourceTest {
    @TempDir
    private Path place;

    @Test
    void shouldTakeTheFolderOfABundleFirst() throws IOException {
        Path folder = Files.createDirectory(place.resolve("cuda"));
        assertThat(LibrarySource.choose(null, folder, list())).isEqualTo(new LibrarySource.Folder(folder));
    }

    @Test
    void shouldTakeTheArchiveOfACheckoutElse() throws IOException {
        assertThat(LibrarySource.choose("", place.resolve("none"), list()))
                .isEqualTo(new LibrarySource.Archive(place.resolve("cuda.jar")));
    }

    @Test
    void shouldLeaveItToTheLinkerWhereNothingCameWithSulcus() {
        assertThat(LibrarySource.choose("bundled", place.resolve("none"), place.resolve("none")))
                .isEqualTo(new LibrarySource.Linker());
    }

    @Test
    void shouldFollowTheUsersWish() throws IOException {
        assertThat(LibrarySource.choose("system", place, list())).isEqualTo(new LibrarySource.Linker());
        assertThat(LibrarySource.choose(place.toString(), place.resolve("none"), list()))
                .isEqualTo(new LibrarySource.Folder(place));
    }

    @Test
    void shouldRefuseAWishThatNamesNothing() {
        assertThatThrownBy(() -> LibrarySource.choose("lib64", place, place))
                .isInstanceOf(Fault.class)
                .hasMessageContaining("SULCUS_CUDA is 'lib64'");
    }

    @Test
    void shouldHoldOnlyWhatTheArchiveHolds() throws IOException {
        var archive = LibrarySource.choose(null, place.resolve("none"), list());
        assertThat(archive.holds("libcudart.so.12")).isTrue();
        assertThat(archive.holds("libnvjpeg.so.12")).isFalse();
        assertThat(archive.find("libnvjpeg.so.12")).isEmpty();
    }

    private Path list() throws IOException {
        Path jar = place.resolve("cuda.jar");
        try (var out = new JarOutputStream(Files.newOutputStream(jar))) {
            out.putNextEntry(new ZipEntry("org/bytedeco/cuda/linux-x86_64/libcudart.so.12"));
        }
        return Files.writeString(place.resolve("cuda.archive"), jar + "\n");
    }
}
