package dev.sulcus.device;

import dev.sulcus.fault.Fault;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.bytedeco.javacpp.Loader;

/**
 * The libraries of driver, CUDA and cuDNN in this process. TensorFlow opens them by name and remembers for good when one
 * is missing, so they are loaded before its first session. Thread-safe; what is loaded stays until the process ends.
 */
public final class GpuLibraries {
    private static final String WISH = "SULCUS_CUDA";

    private static final class Holder {
        private static final GpuLibraryLoader LOADER = new GpuLibraryLoader(
                LibrarySource.choose(System.getenv(WISH), Installation.cudaLibraries(), Installation.cudaArchiveList()),
                GpuLibraries::open);
    }

    private GpuLibraries() {}

    /**
     * Makes ready what TensorFlow and the decoder on the card will open. Does nothing in a build for CPUs, and without an
     * NVIDIA driver, where gigabytes would be unpacked for nothing. Cheap after the first time.
     *
     * @return whether a GPU is possible at all: a build for GPUs, and a driver
     */
    public static boolean settle() {
        if (!NativeLibraries.isGpuBuild() || !loader().load(GpuLibrary.DRIVER)) {
            return false;
        }
        for (GpuLibrary library : GpuLibrary.values()) {
            loader().load(library);
        }
        return true;
    }

    /** Whether an NVIDIA driver can be opened; loads that and nothing else. */
    public static boolean driverOpens() {
        return loader().load(GpuLibrary.DRIVER);
    }

    /** Whether the driver's management library can be opened. */
    static boolean managementOpens() {
        return loader().load(GpuLibrary.MANAGEMENT);
    }

    /**
     * Loads one library and what it needs, with a driver or without.
     *
     * @throws Fault of kind device, with what to do, when it can't be loaded
     */
    public static void require(GpuLibrary library) {
        if (!loader().load(library)) {
            throw Fault.device(
                    library.fileName() + " cannot be loaded ("
                            + loader().failure(library).orElse("no reason given") + "): " + library.remedy(),
                    null);
        }
    }

    /** What became of each library; those that nobody asked for are judged by whether the source holds them. */
    static List<DeviceReport.Library> outcome() {
        String maps = new HostFiles(Path.of("/")).text("proc/self/maps");
        List<DeviceReport.Library> outcome = new ArrayList<>();
        for (GpuLibrary library : GpuLibrary.values()) {
            outcome.add(outcome(library, loader(), maps));
        }
        return List.copyOf(outcome);
    }

    static DeviceReport.Library outcome(GpuLibrary library, GpuLibraryLoader loader, String maps) {
        String name = library.fileName();
        if (loader.isLoaded(library)) {
            return new DeviceReport.Library(name, true, mapped(name, maps).orElse("the process itself"), null);
        }
        if (loader.failure(library).isEmpty() && loader.source().holds(name)) {
            return new DeviceReport.Library(name, false, loader.source().words(), null);
        }
        String why = loader.failure(library).map(reason -> " (" + reason + ")").orElse("");
        return new DeviceReport.Library(name, false, null, library.remedy() + why);
    }

    /** The needed ones that could not be loaded. */
    static List<GpuLibrary> missing() {
        return Arrays.stream(GpuLibrary.values())
                .filter(GpuLibrary::neededByTensorFlow)
                .filter(library -> loader().failure(library).isPresent())
                .toList();
    }

    /** Why a library can't be opened by the dynamic linker, by name or path; nothing when it can. It stays loaded. */
    static Optional<String> open(String nameOrPath) {
        try {
            Loader.loadGlobal(nameOrPath);
            return Optional.empty();
        } catch (LinkageError e) {
            return Optional.of(
                    String.valueOf(e.getMessage()).lines().findFirst().orElse("no reason given"));
        }
    }

    /** The file that is mapped into the process under that name, with or without more digits of its version. */
    private static Optional<String> mapped(String name, String maps) {
        return maps.lines()
                .map(line -> line.substring(Math.max(0, line.indexOf('/'))))
                .filter(path -> path.startsWith("/"))
                .filter(path -> path.substring(path.lastIndexOf('/') + 1).startsWith(stem(name)))
                .findFirst();
    }

    /** "libcuda.so" for "libcuda.so.1": what it links to carries the driver's version instead of the 1. */
    private static String stem(String name) {
        return name.substring(0, name.indexOf(".so") + 3);
    }

    private static GpuLibraryLoader loader() {
        return Holder.LOADER;
    }
}
