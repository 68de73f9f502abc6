package dev.sulcus.bundle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;

/** A checkout and its archives, small and without a program in them. */
final class MadeUpBuild {
    private final Path root;

    MadeUpBuild(Path root) {
        this.root = root;
    }

    /** An archive with one entry of {@code bytes} that hardly compress. */
    Path jar(String name, String entry, int bytes) throws IOException {
        Path jar = Files.createDirectories(root.resolve("jars")).resolve(name);
        byte[] content = new byte[bytes];
        new Random(bytes).nextBytes(content);
        try (var out = new JarOutputStream(Files.newOutputStream(jar))) {
            out.putNextEntry(new ZipEntry(entry));
            out.write(content);
        }
        return jar;
    }

    Path classes() throws IOException {
        return write("home/target/classes/dev/Some.class", "classes")
                .getParent()
                .getParent();
    }

    Path write(String file, String content) throws IOException {
        Path path = root.resolve(file);
        Files.createDirectories(path.getParent());
        return Files.writeString(path, content);
    }

    Path home() {
        return root.resolve("home");
    }

    NativeList list(BundleKind kind, String... lines) throws IOException {
        return NativeList.read(write("home/native-config/libraries.txt", String.join("\n", lines) + "\n"), kind);
    }
}
