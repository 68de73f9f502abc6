package dev.sulcus.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The opener is a double that opens what a test says and keeps the order. */
class GpuLibraryLoaderTest {
    private final List<String> opened = new ArrayList<>();

    @TempDir
    private Path folder;

    @Test
    void shouldLoadWhatALibraryNeedsFirst() {
        opening("").load(GpuLibrary.CUSOLVER);
        assertThat(opened)
                .containsExactly(
                        "libnvJitLink.so.12",
                        "libcublasLt.so.12",
                        "libcublas.so.12",
                        "libcusparse.so.12",
                        "libcusolver.so.11");
    }

    @Test
    void shouldTryEachLibraryOnlyOnce() {
        var loader = opening("libcublas.so");
        assertThat(loader.load(GpuLibrary.CUBLAS)).isFalse();
        assertThat(loader.load(GpuLibrary.CUBLAS)).isFalse();
        assertThat(opened).containsExactly("libcublasLt.so.12", "libcublas.so.12");
        assertThat(loader.failure(GpuLibrary.CUBLAS)).hasValue("refused");
    }

    @Test
    void shouldTakeALibraryFromItsSourceByPathAndByNameWhereTheSourceHasNone() throws IOException {
        Files.createFile(folder.resolve("libcudart.so.12"));
        var loader = opening("");
        loader.load(GpuLibrary.CUDART);
        loader.load(GpuLibrary.NVJPEG);
        assertThat(opened).containsExactly(folder.resolve("libcudart.so.12").toString(), "libnvjpeg.so.12");
    }

    @Test
    void shouldLookForTheDriverInKnownFoldersWhenTheLinkerDoesNotFindIt() throws IOException {
        Path driver = Files.createFile(folder.resolve("libcuda.so.1"));
        var loader = new GpuLibraryLoader(new LibrarySource.Linker(), List.of(folder), this::onlyByPath);
        assertThat(loader.load(GpuLibrary.DRIVER)).isTrue();
        assertThat(opened).containsExactly("libcuda.so.1", driver.toString());
    }

    @Test
    void shouldNeverTakeTheDriverFromWhatCameWithSulcus() throws IOException {
        Files.createFile(folder.resolve("libcuda.so.1"));
        opening("").load(GpuLibrary.DRIVER);
        assertThat(opened).containsExactly("libcuda.so.1");
    }

    private GpuLibraryLoader opening(String refused) {
        return new GpuLibraryLoader(new LibrarySource.Folder(folder), List.of(), name -> {
            opened.add(name);
            boolean refuse = !refused.isEmpty() && name.contains(refused);
            return refuse ? Optional.of("refused") : Optional.empty();
        });
    }

    private Optional<String> onlyByPath(String name) {
        opened.add(name);
        return name.startsWith("/") ? Optional.empty() : Optional.of("not found");
    }
}
