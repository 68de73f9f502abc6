package dev.sulcus.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GpuLibrariesTest {
    private static final String MAPS = """
            7f00-7f01 r--p 00000000 fe:00 123  /opt/my cuda/libcublasLt.so.12.6.3
            7f02-7f03 r--p 00000000 fe:00 124  /opt/my cuda/libcublas.so.12.6.3
            7f04-7f05 rw-p 00000000 00:00 0
            """;

    @Test
    @Tag("native")
    void shouldOpenWhatTheLinkerFindsAndSayWhyNotElse() {
        assertThat(GpuLibraries.open("libm.so.6")).isEmpty();
        assertThat(GpuLibraries.open("libsulcusisnothere.so.1"))
                .get()
                .asString()
                .contains("libsulcusisnothere");
    }

    @Test
    void shouldNameTheFileThatALibraryWasLoadedFrom() {
        var loader = loader(new LibrarySource.Linker(), true);
        loader.load(GpuLibrary.CUBLAS);
        assertThat(GpuLibraries.outcome(GpuLibrary.CUBLAS, loader, MAPS))
                .isEqualTo(new DeviceReport.Library("libcublas.so.12", true, "/opt/my cuda/libcublas.so.12.6.3", null));
    }

    @Test
    void shouldGiveTheRemedyAndTheLinkersReasonForAMissingLibrary() {
        var loader = loader(new LibrarySource.Linker(), false);
        loader.load(GpuLibrary.CUFFT);
        var library = GpuLibraries.outcome(GpuLibrary.CUFFT, loader, MAPS);
        assertThat(library.place()).isNull();
        assertThat(library.remedy()).contains("install").endsWith("(no such library)");
    }

    @Test
    void shouldTellWhatIsAtHandThoughNobodyLoadedIt(@TempDir Path folder) throws IOException {
        Files.createFile(folder.resolve("libcudnn.so.9"));
        var library = GpuLibraries.outcome(GpuLibrary.CUDNN, loader(new LibrarySource.Folder(folder), true), MAPS);
        assertThat(library.loaded()).isFalse();
        assertThat(library.place()).isEqualTo(folder.toString());
    }

    @Test
    void shouldSayWhichLibraryKeepsTensorFlowFromAGpu() {
        var tensorFlow = new DeviceReport.TensorFlow("2.18.0", 0.5, List.of(), null);
        assertThat(ComputeDevices.listed(tensorFlow, List.of(GpuLibrary.CUDNN)))
                .get()
                .asString()
                .contains("libcudnn.so.9 is missing");
    }

    private static GpuLibraryLoader loader(LibrarySource source, boolean opens) {
        return new GpuLibraryLoader(
                source, List.of(), name -> opens ? Optional.empty() : Optional.of("no such library"));
    }
}
