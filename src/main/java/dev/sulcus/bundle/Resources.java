package dev.sulcus.bundle;

import dev.sulcus.fault.Fault;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** The scripts that go into a bundle. */
final class Resources {
    private Resources() {}

    /** Writes a script to a file that is not there yet. */
    static void copy(String name, Path target) throws IOException {
        try (InputStream in = Resources.class.getResourceAsStream("/bundle/" + name)) {
            if (in == null) {
                throw Fault.bug("the script " + name + " is not in Sulcus' own archive");
            }
            Files.copy(in, target);
        }
    }
}
