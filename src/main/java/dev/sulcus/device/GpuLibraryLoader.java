package dev.sulcus.device;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Loads libraries in the order of their needs and keeps what became of each. A library of the driver is opened by name,
 * then in the folders where images for containers keep it; any other is taken from the source, and by name where the
 * source has none. Thread-safe.
 */
final class GpuLibraryLoader {
    /** Opens a native library for the whole process; says why not, or nothing. */
    @FunctionalInterface
    interface Opener {
        Optional<String> open(String nameOrPath);
    }

    /** Folders that the linker may not know when the environment is empty. */
    private static final List<Path> DRIVER_FOLDERS = List.of(
            Path.of("/usr/local/nvidia/lib64"),
            Path.of("/usr/local/nvidia/lib"),
            Path.of("/usr/lib64-nvidia"),
            Path.of("/usr/lib/x86_64-linux-gnu"),
            Path.of("/usr/lib64"),
            Path.of("/usr/lib/nvidia"),
            Path.of("/usr/lib/wsl/lib"),
            Path.of("/run/opengl-driver/lib"));

    private final LibrarySource source;
    private final List<Path> driverFolders;
    private final Opener opener;
    private final Map<GpuLibrary, Optional<String>> failures = new EnumMap<>(GpuLibrary.class);

    GpuLibraryLoader(LibrarySource source, Opener opener) {
        this(source, DRIVER_FOLDERS, opener);
    }

    GpuLibraryLoader(LibrarySource source, List<Path> driverFolders, Opener opener) {
        this.source = source;
        this.driverFolders = driverFolders;
        this.opener = opener;
    }

    LibrarySource source() {
        return source;
    }

    /** Loads one and, before it, what it needs; tries each only once. True when it is there. */
    synchronized boolean load(GpuLibrary library) {
        Optional<String> known = failures.get(library);
        if (known == null) {
            library.needs().forEach(this::load);
            known = attempt(library);
            failures.put(library, known);
        }
        return known.isEmpty();
    }

    /** Why a library that was asked for could not be loaded; empty when it is loaded or nobody asked. */
    synchronized Optional<String> failure(GpuLibrary library) {
        return failures.getOrDefault(library, Optional.empty());
    }

    synchronized boolean isLoaded(GpuLibrary library) {
        return failures.containsKey(library) && failure(library).isEmpty();
    }

    private Optional<String> attempt(GpuLibrary library) {
        return library.ofDriver() ? attemptDriver(library.fileName()) : attemptSource(library.fileName());
    }

    private Optional<String> attemptDriver(String name) {
        Optional<String> first = opener.open(name);
        if (first.isEmpty()) {
            return first;
        }
        boolean found = driverFolders.stream()
                .map(folder -> folder.resolve(name))
                .filter(Files::isRegularFile)
                .anyMatch(file -> opener.open(file.toString()).isEmpty());
        return found ? Optional.empty() : first;
    }

    private Optional<String> attemptSource(String name) {
        try {
            Optional<Path> file = source.find(name);
            return opener.open(file.map(Path::toString).orElse(name));
        } catch (IOException e) {
            return Optional.of("could not be unpacked from " + source.words() + ": " + e.getMessage());
        }
    }
}
