package dev.sulcus.device;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A folder that looks like the root of a Linux machine. */
final class MadeUpHost {
    private final Path root;

    private MadeUpHost(Path root) {
        this.root = root;
    }

    static MadeUpHost at(Path root) {
        return new MadeUpHost(root);
    }

    MadeUpHost put(String file, String content) throws IOException {
        Path path = root.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, content);
        return this;
    }

    HostFiles files() {
        return new HostFiles(root);
    }
}
