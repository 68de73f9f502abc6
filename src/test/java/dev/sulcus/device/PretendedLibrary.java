package dev.sulcus.device;

import static org.assertj.core.api.Assumptions.assumeThat;

import com.sun.jna.NativeLibrary;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** Stands in for a library of NVIDIA's: the same functions, compiled here from a source of the test resources. */
final class PretendedLibrary {
    private PretendedLibrary() {}

    /** Skips the test where there is no C compiler. */
    static NativeLibrary compile(Path folder, String source) throws IOException, InterruptedException {
        Path library = folder.resolve("libpretended-" + source + ".so");
        assumeThat(compiled(library, "src/test/resources/nvml/" + source + ".c"))
                .as("a C compiler, cc, is at hand")
                .isTrue();
        return NativeLibrary.getInstance(library.toString());
    }

    private static boolean compiled(Path library, String source) throws IOException, InterruptedException {
        try {
            Process compiler = new ProcessBuilder("cc", "-shared", "-fPIC", "-o", library.toString(), source)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return compiler.waitFor(60, TimeUnit.SECONDS) && compiler.exitValue() == 0;
        } catch (IOException e) {
            return false; // there is none
        }
    }
}
