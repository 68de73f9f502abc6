package dev.sulcus.bundle;

import dev.sulcus.artefact.Json;
import dev.sulcus.fault.Fault;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** Writes the folder of a bundle. Used by one thread. */
final class BundleWriter {
    /** Beside lib, jre and bin; those that a distribution doesn't have are left out. */
    private static final List<String> TAKEN = List.of(
            "models", "native-config", "bench/gpu-suite.sh", "bench/peers", "LICENSE", "README.md", "CHANGELOG.md");

    private static final long FIXED_TIME_MILLIS = 1_767_225_600_000L; // 2026-01-01, in each entry of an archive

    private final BundleHome home;
    private final BundlePlan plan;
    private final LongConsumer written;
    private long bytes;

    BundleWriter(BundleHome home, BundlePlan plan, LongConsumer written) {
        this.home = home;
        this.plan = plan;
        this.written = written;
    }

    /**
     * Fills an empty folder.
     *
     * @throws Fault of kind device when jlink is missing or fails
     */
    void write(BundleKind kind, Path folder) throws IOException {
        var runtime = new RuntimeImage(home.javaHome());
        List<String> modules = RuntimeImage.modules(home.nativeConfig().resolve("jre-modules.txt"));
        runtime.write(modules, folder.resolve("jre"));
        writeJava(Files.createDirectories(folder.resolve("lib/java")));
        for (var library : plan.unpacked()) {
            unpack(library, folder.resolve(library.entry().target()));
        }
        Files.createDirectory(folder.resolve("lib/none"));
        for (String taken : TAKEN) {
            copyTree(home.folder().resolve(taken), folder.resolve(taken));
        }
        Path launcher = Files.createDirectories(folder.resolve("bin")).resolve("sulcus");
        Resources.copy("launcher.sh", launcher);
        Files.setPosixFilePermissions(launcher, PosixFilePermissions.fromString("rwxr-xr-x"));
        Json.write(folder.resolve("bundle.json"), listing(kind, folder, modules));
    }

    private void writeJava(Path folder) throws IOException {
        for (Path classes : plan.classes()) {
            pack(classes, folder.resolve("sulcus-" + home.version() + ".jar"));
        }
        for (Path jar : plan.jars()) {
            Files.copy(jar, folder.resolve(String.valueOf(jar.getFileName())));
            count(Files.size(jar));
        }
    }

    /** Sorted and without the time of writing: the same classes give the same bytes. */
    private static void pack(Path classes, Path jar) throws IOException {
        try (Stream<Path> tree = Files.walk(classes);
                var out = new JarOutputStream(Files.newOutputStream(jar))) {
            for (Path file : (Iterable<Path>) tree.filter(Files::isRegularFile).sorted()::iterator) {
                var entry = new ZipEntry(classes.relativize(file).toString());
                entry.setTime(FIXED_TIME_MILLIS);
                out.putNextEntry(entry);
                Files.copy(file, out);
            }
        }
    }

    private void unpack(BundlePlan.Unpacked library, Path target) throws IOException {
        makeRoomFor(target);
        if (library.entry().place() == NativeList.Place.ALIAS) {
            Files.createSymbolicLink(target, library.source());
            return;
        }
        if (library.entry().place() == NativeList.Place.HOST) {
            Files.copy(library.source().toRealPath(), target);
            count(library.bytes());
            return;
        }
        try (ZipFile jar = new ZipFile(library.source().toFile());
                InputStream in = jar.getInputStream(jar.getEntry(library.entry().path()));
                OutputStream out = Files.newOutputStream(target)) {
            byte[] block = new byte[1 << 20];
            for (int n = in.read(block); n >= 0; n = in.read(block)) {
                out.write(block, 0, n);
                count(n);
            }
        }
    }

    private static void copyTree(Path from, Path to) throws IOException {
        if (!Files.exists(from)) {
            return;
        }
        makeRoomFor(to);
        try (Stream<Path> tree = Files.walk(from)) {
            for (Path file : (Iterable<Path>) tree.filter(BundleWriter::isWanted)::iterator) {
                Files.copy(
                        file,
                        to.resolve(from.relativize(file).toString()),
                        StandardCopyOption.COPY_ATTRIBUTES,
                        LinkOption.NOFOLLOW_LINKS);
            }
        }
    }

    private static void makeRoomFor(Path file) throws IOException {
        Path folder = file.getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
    }

    private static boolean isWanted(Path file) {
        return !file.toString().contains("__pycache__");
    }

    private BundleListing listing(BundleKind kind, Path folder, List<String> modules) throws IOException {
        String release = Files.readString(folder.resolve("jre/release"))
                .lines()
                .filter(line -> line.startsWith("IMPLEMENTOR=") || line.startsWith("JAVA_RUNTIME_VERSION="))
                .map(line -> line.replaceFirst("^[^=]*=", "").replace("\"", ""))
                .reduce((first, second) -> first + " " + second)
                .orElse("unknown");
        List<BundleListing.Library> libraries = plan.unpacked().stream()
                .map(library -> new BundleListing.Library(
                        library.entry().target(),
                        library.bytes(),
                        library.entry().reason()))
                .toList();
        return new BundleListing(1, kind.word(), home.version(), home.revision(), release, modules, libraries);
    }

    private void count(long more) {
        bytes += more;
        written.accept(bytes);
    }
}
