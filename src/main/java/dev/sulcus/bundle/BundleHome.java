package dev.sulcus.bundle;

import java.nio.file.Path;

/**
 * What a bundle is made from.
 *
 * @param folder of the checkout or distribution, with models, native-config and LICENSE in it
 * @param javaHome the JDK whose jlink makes the runtime
 * @param version of Sulcus
 * @param revision of its sources, or null
 */
public record BundleHome(Path folder, Path javaHome, String version, String revision) {
    Path nativeConfig() {
        return folder.resolve("native-config");
    }

    /** The list of native libraries. */
    public Path libraries() {
        return nativeConfig().resolve("libraries.txt");
    }
}
