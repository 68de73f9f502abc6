package dev.sulcus.device;

import java.nio.file.Files;
import java.nio.file.Path;

/** Where this copy of Sulcus lies on disk. Thread-safe. */
public final class Installation {
    private static final String HOME = "sulcus.home";

    private Installation() {}

    /** The folder that holds {@code native-config/} and {@code models/}: as the launcher says, else the working folder. */
    public static Path home() {
        return Path.of(System.getProperty(HOME, "")).toAbsolutePath();
    }

    /** The folder of session settings and JVM flags. */
    public static Path nativeConfig() {
        return home().resolve("native-config");
    }

    /** The folder with one sub-folder per architecture. */
    public static Path models() {
        return home().resolve("models");
    }

    /** Whether this is a bundle, whose native libraries lie unpacked. */
    static boolean isBundle() {
        return Files.exists(home().resolve("bundle.json"));
    }

    /** Where a bundle keeps the libraries of CUDA and cuDNN; in a checkout there is no such folder. */
    static Path cudaLibraries() {
        return home().resolve("lib").resolve("cuda");
    }

    /** The file in which a checkout's build for GPUs names the archive of those libraries. */
    public static Path cudaArchiveList() {
        return home().resolve("target").resolve("cuda.archive");
    }

    /** The Java that runs this; a JDK where its tools are wanted. */
    public static Path javaHome() {
        return Path.of(System.getProperty("java.home"));
    }

    /**
     * The folder where weights are kept that belong to no run: {@code sulcus/weights} in the user's cache folder, as the
     * XDG base directory specification places it.
     */
    public static Path weightStore() {
        String cache = System.getenv("XDG_CACHE_HOME");
        boolean given = cache != null && Path.of(cache).isAbsolute(); // the specification ignores a relative one
        Path folder = given ? Path.of(cache) : Path.of(System.getProperty("user.home", ""), ".cache");
        return folder.resolve("sulcus").resolve("weights");
    }
}
