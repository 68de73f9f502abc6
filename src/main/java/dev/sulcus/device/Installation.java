package dev.sulcus.device;

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
}
