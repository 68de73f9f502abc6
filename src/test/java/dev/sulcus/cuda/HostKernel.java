package dev.sulcus.cuda;

import com.sun.jna.NativeLibrary;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The kernels' own source, compiled for the host by the machine's C++ compiler, if it has one. */
final class HostKernel {
    private static final Path PRELUDE = Path.of("src/test/resources/kernels/on_host.cpp");

    private final NativeLibrary library;

    private HostKernel(NativeLibrary library) {
        this.library = library;
    }

    /** Empty where there is no compiler. */
    static Optional<HostKernel> compile(Path folder) throws IOException, InterruptedException {
        Optional<Path> compiler = compiler();
        if (compiler.isEmpty()) {
            return Optional.empty();
        }
        Path result = folder.resolve("kernels.so");
        Path log = folder.resolve("compiler.log");
        var process = new ProcessBuilder(
                        compiler.get().toString(),
                        "-O2",
                        "-Wall",
                        "-Werror",
                        "-ffp-contract=off",
                        "-fPIC",
                        "-shared",
                        "-I" + KernelSource.folder(),
                        "-o",
                        result.toString(),
                        PRELUDE.toAbsolutePath().toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        if (!process.waitFor(2, TimeUnit.MINUTES) || process.exitValue() != 0) {
            throw new AssertionError("the kernels do not compile for the host: " + Files.readString(log));
        }
        return Optional.of(new HostKernel(NativeLibrary.getInstance(result.toString())));
    }

    /** One launch, as the card would do it. */
    void resize(int gridX, int gridY, int block, long table, long batch, int width, int height) {
        library.getFunction("launchResizePictures")
                .invoke(new Object[] {gridX, gridY, block, table, batch, width, height});
    }

    private static Optional<Path> compiler() {
        for (String name : List.of("c++", "g++", "clang++")) {
            for (String folder : System.getenv("PATH").split(File.pathSeparator)) {
                Path file = Path.of(folder, name);
                if (Files.isExecutable(file)) {
                    return Optional.of(file);
                }
            }
        }
        return Optional.empty();
    }
}
